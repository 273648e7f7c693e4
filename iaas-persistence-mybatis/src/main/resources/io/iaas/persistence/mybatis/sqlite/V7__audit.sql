-- The audit trail, and who submitted an operation. No key points to anything: entries outlive what they tell of.

CREATE TABLE iaas_audit (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT,
    actor_name TEXT,
    project_id TEXT,
    action TEXT NOT NULL,
    resource_kind TEXT,
    resource_id TEXT,
    resource_name TEXT,
    outcome TEXT NOT NULL,
    error_code TEXT,
    operation_id TEXT
) STRICT;

CREATE INDEX iaas_audit_project ON iaas_audit (project_id, sequence) WHERE project_id IS NOT NULL;
CREATE INDEX iaas_audit_actor ON iaas_audit (actor_id, sequence) WHERE actor_id IS NOT NULL;
CREATE INDEX iaas_audit_resource ON iaas_audit (resource_id, sequence) WHERE resource_id IS NOT NULL;
CREATE INDEX iaas_audit_refusal ON iaas_audit (error_code, actor_kind, actor_id, at)
    WHERE outcome IN ('FAILED', 'DENIED');

CREATE TRIGGER iaas_audit_unchanged BEFORE UPDATE ON iaas_audit
BEGIN SELECT RAISE(ABORT, 'entries of the audit trail are never changed'); END;

CREATE TRIGGER iaas_audit_young BEFORE DELETE ON iaas_audit WHEN old.at > (unixepoch('now') - 86400) * 1000
BEGIN SELECT RAISE(ABORT, 'entries of the audit trail stay for a day at least'); END;

ALTER TABLE iaas_operation ADD COLUMN actor_kind TEXT NOT NULL DEFAULT 'HOST_APPLICATION';
ALTER TABLE iaas_operation ADD COLUMN actor_id TEXT;
ALTER TABLE iaas_operation ADD COLUMN actor_name TEXT;
