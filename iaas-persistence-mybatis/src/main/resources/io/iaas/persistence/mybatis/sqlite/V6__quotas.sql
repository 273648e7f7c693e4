-- What a project may hold and what it holds. A limit that is NULL is none. Every row of iaas_vm and iaas_image is counted
-- here in the transaction that adds it, and taken off in the one that deletes it.

CREATE TABLE iaas_quota (
    project_id TEXT NOT NULL PRIMARY KEY REFERENCES iaas_project (id) ON DELETE CASCADE,
    vms INTEGER NOT NULL,
    vcpus INTEGER NOT NULL,
    memory_mib INTEGER NOT NULL,
    disk_gib INTEGER NOT NULL,
    images INTEGER NOT NULL,
    max_vms INTEGER,
    max_vcpus INTEGER,
    max_memory_mib INTEGER,
    max_disk_gib INTEGER,
    max_images INTEGER
) STRICT, WITHOUT ROWID;

INSERT INTO iaas_quota (project_id, vms, vcpus, memory_mib, disk_gib, images)
SELECT p.id, count(v.id), coalesce(sum(v.vcpus), 0), coalesce(sum(v.memory_mib), 0), coalesce(sum(v.disk_gib), 0),
    (SELECT count(*) FROM iaas_image i WHERE i.project_id = p.id)
FROM iaas_project p LEFT JOIN iaas_vm v ON v.project_id = p.id
GROUP BY p.id;

-- What all projects may use beside what is their own. A public name is given once in the installation.

CREATE TABLE iaas_public_flavor (
    name TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL,
    FOREIGN KEY (project_id, name) REFERENCES iaas_flavor (project_id, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX iaas_public_flavor_owner ON iaas_public_flavor (project_id, name);

CREATE TABLE iaas_public_image (
    name TEXT NOT NULL PRIMARY KEY,
    image_id TEXT NOT NULL UNIQUE REFERENCES iaas_image (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
