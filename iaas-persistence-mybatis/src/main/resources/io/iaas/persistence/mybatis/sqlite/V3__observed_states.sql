-- Records follow what is seen of machines, and say why. What happens is told as a stream of events.

ALTER TABLE iaas_vm ADD COLUMN state_reason TEXT;

-- AUTOINCREMENT: the number of an event that is forgotten is never given again.
CREATE TABLE iaas_event (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    project_id TEXT NOT NULL REFERENCES iaas_project (id),
    kind TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    target_id TEXT NOT NULL,
    target_name TEXT NOT NULL,
    changed_from TEXT,
    changed_to TEXT,
    reason TEXT,
    operation_id TEXT
) STRICT;

CREATE INDEX iaas_event_list ON iaas_event (project_id, sequence);
