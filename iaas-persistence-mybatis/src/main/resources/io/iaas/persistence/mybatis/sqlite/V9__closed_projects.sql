-- A project is closed while it is deleted with all that it holds.

ALTER TABLE iaas_project ADD COLUMN state TEXT NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'DELETING'));
