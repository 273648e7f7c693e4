package io.iaas.operation;

/**
 * Where an operation stands.
 *
 * <pre>
 * QUEUED -> RUNNING -> SUCCEEDED
 *              |
 *              +----> UNDOING -> ROLLED_BACK
 *              |         |
 *              +---------+-----> UNDO_BLOCKED -> UNDOING or RUNNING, by a retry
 *                                     |
 *                                     +--------> ABANDONED
 * </pre>
 */
public enum OperationState {
    /** Recorded; waits for a worker, or for an earlier operation on the same resource. */
    QUEUED,
    /** A worker walks its steps. */
    RUNNING,
    /** All steps are done. */
    SUCCEEDED,
    /** A step failed, or a cancel arrived; the steps done so far are being undone. */
    UNDOING,
    /** Everything is undone and was observed to be so: as if it had never been asked for. */
    ROLLED_BACK,
    /** Undo (or the rest of a delete that can no longer turn back) failed for good; an operator must look. */
    UNDO_BLOCKED,
    /** An operator gave a blocked operation up: what is left of it stays in the evidence and in the ledger. */
    ABANDONED;

    /** Returns whether the operation has ended: nothing will change any more. */
    public boolean terminal() {
        return this == SUCCEEDED || this == ROLLED_BACK || this == ABANDONED;
    }

    /** Returns whether nobody works on it and nobody will until an operator steps in, or ever. */
    public boolean settled() {
        return terminal() || this == UNDO_BLOCKED;
    }
}
