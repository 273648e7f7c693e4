-- Times are milliseconds since 1970-01-01T00:00:00Z by the database's clock. Ids are UUIDs in their canonical text, whose
-- order is that of their unsigned bytes. Lists and maps in one column are lines, as class Lines writes them.

CREATE TABLE iaas_installation (
    id TEXT NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE iaas_project (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE iaas_flavor (
    project_id TEXT NOT NULL REFERENCES iaas_project (id),
    name TEXT NOT NULL,
    vcpus INTEGER NOT NULL CHECK (vcpus > 0),
    memory_mib INTEGER NOT NULL CHECK (memory_mib > 0),
    disk_gib INTEGER NOT NULL CHECK (disk_gib >= 0),
    PRIMARY KEY (project_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE iaas_image (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES iaas_project (id),
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('IMPORTING', 'READY', 'DELETING')),
    firmware TEXT NOT NULL CHECK (firmware IN ('BIOS', 'UEFI')),
    command_line TEXT,
    created_at INTEGER NOT NULL,
    UNIQUE (project_id, name)
) STRICT;

CREATE INDEX iaas_image_list ON iaas_image (project_id, id);

CREATE TABLE iaas_image_file (
    image_id TEXT NOT NULL REFERENCES iaas_image (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('DISK', 'KERNEL', 'INITRD')),
    format TEXT NOT NULL CHECK (format IN ('RAW', 'QCOW2')),
    size_bytes INTEGER NOT NULL,
    virtual_size_bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (image_id, position)
) STRICT, WITHOUT ROWID;

-- The image is named by value: a machine in an error state may outlive it.
CREATE TABLE iaas_vm (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES iaas_project (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('CREATING', 'RUNNING', 'PAUSED', 'STOPPED', 'CRASHED', 'DELETING', 'ERROR')),
    image_id TEXT NOT NULL,
    image_name TEXT NOT NULL,
    flavor_name TEXT NOT NULL,
    vcpus INTEGER NOT NULL CHECK (vcpus > 0),
    memory_mib INTEGER NOT NULL CHECK (memory_mib > 0),
    disk_gib INTEGER NOT NULL CHECK (disk_gib >= 0),
    host TEXT,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (project_id, name)
) STRICT;

CREATE INDEX iaas_vm_list ON iaas_vm (project_id, id);
CREATE INDEX iaas_vm_image ON iaas_vm (image_id, project_id, name);

CREATE TABLE iaas_vm_label (
    vm_id TEXT NOT NULL REFERENCES iaas_vm (id) ON DELETE CASCADE,
    label_key TEXT NOT NULL,
    label_value TEXT NOT NULL,
    PRIMARY KEY (vm_id, label_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE iaas_nic (
    vm_id TEXT NOT NULL REFERENCES iaas_vm (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    mac TEXT NOT NULL,
    network TEXT NOT NULL,
    addresses TEXT NOT NULL,
    PRIMARY KEY (vm_id, position)
) STRICT, WITHOUT ROWID;

-- No key points to the target: an operation outlives what it made or deleted.
CREATE TABLE iaas_operation (
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
        CHECK (state IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'UNDOING', 'ROLLED_BACK', 'UNDO_BLOCKED')),
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
    console_tail TEXT,
    UNIQUE (project_id, idempotency_key),
    CHECK ((owner_node IS NULL) = (lease_until IS NULL)),
    CHECK ((error_code IS NULL) = (public_error IS NULL))
) STRICT;

CREATE INDEX iaas_operation_list ON iaas_operation (project_id, id);
CREATE INDEX iaas_operation_target ON iaas_operation (target_id, id);
CREATE INDEX iaas_operation_unfinished ON iaas_operation (target_id, id)
    WHERE state NOT IN ('SUCCEEDED', 'ROLLED_BACK');
CREATE INDEX iaas_operation_queue ON iaas_operation (next_at, id)
    WHERE state IN ('QUEUED', 'RUNNING', 'UNDOING');

CREATE TABLE iaas_operation_input (
    operation_id TEXT NOT NULL REFERENCES iaas_operation (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (operation_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE iaas_step (
    operation_id TEXT NOT NULL REFERENCES iaas_operation (id) ON DELETE CASCADE,
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

-- The ledger. No key points to the owner: lines outlive it until everything was observed to be gone.
CREATE TABLE iaas_resource (
    kind TEXT NOT NULL CHECK (kind IN ('DOMAIN', 'DISK', 'SEED', 'CONSOLE_LOG', 'IMAGE_FILE')),
    resource_key TEXT NOT NULL,
    host TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('PLANNED', 'PRESENT', 'DELETING', 'ABSENT')),
    PRIMARY KEY (kind, resource_key, host)
) STRICT, WITHOUT ROWID;

CREATE INDEX iaas_resource_owner ON iaas_resource (owner_id, kind, resource_key, host);
