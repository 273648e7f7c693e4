-- The audit trail tells which role was given; entries from before do not.

ALTER TABLE iaas_audit ADD COLUMN role TEXT CHECK (role IN ('READER', 'MEMBER', 'ADMIN'));
