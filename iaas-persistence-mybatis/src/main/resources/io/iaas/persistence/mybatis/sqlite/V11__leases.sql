-- A machine may have a lease: it is deleted when that ends. Those that are going away are not looked for.

ALTER TABLE iaas_vm ADD COLUMN expires_at INTEGER;

CREATE INDEX iaas_vm_lease ON iaas_vm (expires_at, id) WHERE expires_at IS NOT NULL AND state <> 'DELETING';
