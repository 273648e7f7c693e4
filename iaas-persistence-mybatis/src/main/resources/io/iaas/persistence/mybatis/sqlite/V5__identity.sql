-- Users, their roles in projects, and their tokens. A project can be deleted with its past.

CREATE TABLE iaas_user (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    administrator INTEGER NOT NULL CHECK (administrator IN (0, 1)),
    password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX iaas_user_administrator ON iaas_user (id) WHERE administrator = 1 AND enabled = 1;

CREATE TABLE iaas_membership (
    project_id TEXT NOT NULL REFERENCES iaas_project (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES iaas_user (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('READER', 'MEMBER', 'ADMIN')),
    PRIMARY KEY (project_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX iaas_membership_user ON iaas_membership (user_id, project_id);

CREATE TABLE iaas_token (
    hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES iaas_user (id) ON DELETE CASCADE,
    project_id TEXT NOT NULL REFERENCES iaas_project (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX iaas_token_user ON iaas_token (user_id);
CREATE INDEX iaas_token_project ON iaas_token (project_id);
CREATE INDEX iaas_token_expiry ON iaas_token (expires_at);

-- No key points to a user: what was tried need not exist.
CREATE TABLE iaas_login_failure (
    key TEXT NOT NULL PRIMARY KEY,
    count INTEGER NOT NULL CHECK (count > 0),
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX iaas_login_failure_age ON iaas_login_failure (last_at);
CREATE INDEX iaas_login_failure_least ON iaas_login_failure (count, last_at);

-- The oldest event that is kept does not tell what was forgotten by age: those before it may have gone with their project.
CREATE TABLE iaas_event_forgotten (
    sequence INTEGER NOT NULL
) STRICT;

INSERT INTO iaas_event_forgotten (sequence)
SELECT coalesce(
    (SELECT min(sequence) - 1 FROM iaas_event),
    (SELECT seq FROM sqlite_sequence WHERE name = 'iaas_event'),
    0);
