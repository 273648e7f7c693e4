-- Unfinished operations are counted by state, up to a limit, and none is read for it that is not counted. The condition is
-- worded unlike that of other indexes, so that no other statement takes this one for them.

CREATE INDEX iaas_operation_state ON iaas_operation (state)
    WHERE state IN ('QUEUED', 'RUNNING', 'UNDOING', 'UNDO_BLOCKED');
