-- Records follow what is seen of machines, and say why.

ALTER TABLE iaas_vm ADD COLUMN state_reason TEXT;
