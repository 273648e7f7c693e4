-- The public halves of the SSH key pairs of projects.

CREATE TABLE iaas_key_pair (
    project_id TEXT NOT NULL REFERENCES iaas_project (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (project_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX iaas_key_pair_fingerprint ON iaas_key_pair (project_id, fingerprint, name);
