-- Operations may be given up and tell why their undo fails, images may be in error, lines of the ledger tell since when they say what they say, and
-- projects take turns in the queue.
--
-- SQLite cannot change a CHECK: the tables are made anew. Their children are made anew as well, and the old children go
-- first, so that dropping an old parent cascades to nothing.

CREATE TABLE iaas_operation_new (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES iaas_project (id),
    kind TEXT NOT NULL,
    definition_version INTEGER NOT NULL,
    target_kind TEXT NOT NULL,
    target_id TEXT NOT NULL,
    target_name TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    idempotency_key TEXT,
    created_at INTEGER NOT NULL,
    deadline INTEGER,
    state TEXT NOT NULL
        CHECK (state IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'UNDOING', 'ROLLED_BACK', 'UNDO_BLOCKED', 'ABANDONED')),
    direction TEXT NOT NULL CHECK (direction IN ('FORWARD', 'UNDO')),
    cursor INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    undo_attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    cancel_requested_at INTEGER,
    finished_at INTEGER,
    epoch INTEGER NOT NULL DEFAULT 0,
    owner_node TEXT,
    lease_until INTEGER,
    error_code TEXT,
    public_error TEXT,
    internal_error TEXT,
    failed_step TEXT,
    undone_steps TEXT,
    not_undone_steps TEXT,
    undo_error TEXT,
    console_tail TEXT,
    UNIQUE (project_id, idempotency_key),
    CHECK ((owner_node IS NULL) = (lease_until IS NULL)),
    CHECK ((error_code IS NULL) = (public_error IS NULL))
) STRICT;

INSERT INTO iaas_operation_new (id, project_id, kind, definition_version, target_kind, target_id, target_name,
    request_hash, idempotency_key, created_at, deadline, state, direction, cursor, attempts, undo_attempts, next_at,
    cancel_requested_at, finished_at, epoch, owner_node, lease_until, error_code, public_error, internal_error,
    failed_step, undone_steps, not_undone_steps, console_tail)
SELECT id, project_id, kind, definition_version, target_kind, target_id, target_name,
    request_hash, idempotency_key, created_at, deadline, state, direction, cursor, attempts, undo_attempts, next_at,
    cancel_requested_at, finished_at, epoch, owner_node, lease_until, error_code, public_error, internal_error,
    failed_step, undone_steps, not_undone_steps, console_tail
FROM iaas_operation;

CREATE TABLE iaas_operation_input_new (
    operation_id TEXT NOT NULL REFERENCES iaas_operation_new (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (operation_id, name)
) STRICT, WITHOUT ROWID;

INSERT INTO iaas_operation_input_new (operation_id, name, value)
SELECT operation_id, name, value FROM iaas_operation_input;

CREATE TABLE iaas_step_new (
    operation_id TEXT NOT NULL REFERENCES iaas_operation_new (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('INTENT', 'DONE', 'UNDO_INTENT', 'UNDONE', 'UNDO_FAILED')),
    resource_kind TEXT
        CHECK (resource_kind IN ('DOMAIN', 'DISK', 'SEED', 'CONSOLE_LOG', 'IMAGE_FILE')),
    host TEXT,
    resource_key TEXT,
    before_values TEXT NOT NULL,
    result_values TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    PRIMARY KEY (operation_id, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO iaas_step_new (operation_id, seq, name, state, resource_kind, host, resource_key, before_values,
    result_values, epoch)
SELECT operation_id, seq, name, state, resource_kind, host, resource_key, before_values, result_values, epoch
FROM iaas_step;

DROP TABLE iaas_step;
DROP TABLE iaas_operation_input;
DROP TABLE iaas_operation;
ALTER TABLE iaas_operation_new RENAME TO iaas_operation;
ALTER TABLE iaas_operation_input_new RENAME TO iaas_operation_input;
ALTER TABLE iaas_step_new RENAME TO iaas_step;

CREATE INDEX iaas_operation_list ON iaas_operation (project_id, id);
CREATE INDEX iaas_operation_target ON iaas_operation (target_id, id);
CREATE INDEX iaas_operation_unfinished ON iaas_operation (target_id, id)
    WHERE state NOT IN ('SUCCEEDED', 'ROLLED_BACK', 'ABANDONED');
CREATE INDEX iaas_operation_queue ON iaas_operation (project_id, next_at, id)
    WHERE state IN ('QUEUED', 'RUNNING', 'UNDOING');
CREATE INDEX iaas_operation_finished ON iaas_operation (finished_at, target_id) WHERE finished_at IS NOT NULL;

CREATE TABLE iaas_image_new (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES iaas_project (id),
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('IMPORTING', 'READY', 'DELETING', 'ERROR')),
    firmware TEXT NOT NULL CHECK (firmware IN ('BIOS', 'UEFI')),
    command_line TEXT,
    created_at INTEGER NOT NULL,
    UNIQUE (project_id, name)
) STRICT;

INSERT INTO iaas_image_new (id, project_id, name, state, firmware, command_line, created_at)
SELECT id, project_id, name, state, firmware, command_line, created_at FROM iaas_image;

CREATE TABLE iaas_image_file_new (
    image_id TEXT NOT NULL REFERENCES iaas_image_new (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('DISK', 'KERNEL', 'INITRD')),
    format TEXT NOT NULL CHECK (format IN ('RAW', 'QCOW2')),
    size_bytes INTEGER NOT NULL,
    virtual_size_bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (image_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO iaas_image_file_new (image_id, position, role, format, size_bytes, virtual_size_bytes, sha256)
SELECT image_id, position, role, format, size_bytes, virtual_size_bytes, sha256 FROM iaas_image_file;

DROP TABLE iaas_image_file;
DROP TABLE iaas_image;
ALTER TABLE iaas_image_new RENAME TO iaas_image;
ALTER TABLE iaas_image_file_new RENAME TO iaas_image_file;
CREATE INDEX iaas_image_list ON iaas_image (project_id, id);

-- A line without a time counts as old.
ALTER TABLE iaas_resource ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX iaas_resource_name ON iaas_resource (resource_key, host);
CREATE INDEX iaas_resource_live ON iaas_resource (kind, resource_key, host) WHERE state != 'ABSENT';
CREATE INDEX iaas_resource_absent ON iaas_resource (changed_at) WHERE state = 'ABSENT';
