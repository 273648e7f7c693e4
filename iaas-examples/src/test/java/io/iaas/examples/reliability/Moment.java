package io.iaas.examples.reliability;

/** Where on an operation's way a process can be killed. What is written counts only when it is committed. */
enum Moment {
    /** The operation is written, not committed: for its caller and for all others, it never was. */
    BEFORE_SUBMIT,
    /** The claim is written, not committed. */
    BEFORE_CLAIM,
    AFTER_CLAIM,
    /** The intent is written, not committed. */
    BEFORE_INTENT,
    AFTER_INTENT,
    /** About to call the host for a change. */
    BEFORE_CALL,
    /** About to begin a transfer of bytes to the host. */
    BEFORE_UPLOAD,
    /** Half of the bytes are on their way. */
    IN_CALL,
    /** The host has changed, its answer is not there yet. */
    AFTER_CALL,
    /** All of the step's effect is there; that it is done is written, not committed. */
    BEFORE_DONE,
    AFTER_DONE,
    /** That the operation turns back is written, not committed. */
    BEFORE_TURN,
    AFTER_TURN,
    BEFORE_UNDO_INTENT,
    AFTER_UNDO_INTENT,
    BEFORE_UNDO_CALL,
    AFTER_UNDO_CALL,
    BEFORE_UNDONE,
    AFTER_UNDONE,
    BEFORE_SUCCESS,
    AFTER_SUCCESS,
    BEFORE_ROLLED_BACK,
    AFTER_ROLLED_BACK,
    /** There was no work to be found. */
    IDLE;

    /** Whether the host is being changed at this moment. */
    boolean inEffect() {
        return this == BEFORE_CALL
                || this == BEFORE_UPLOAD
                || this == IN_CALL
                || this == AFTER_CALL
                || this == BEFORE_UNDO_CALL
                || this == AFTER_UNDO_CALL;
    }

    /** Whether the operation has settled at this moment. */
    boolean atTheEnd() {
        return this == AFTER_SUCCESS || this == AFTER_ROLLED_BACK;
    }
}
