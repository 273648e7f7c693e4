package io.iaas.audit;

/** What became of an act. */
public enum AuditOutcome {
    /** It was taken on, and another entry tells how it ended. */
    ACCEPTED,
    /** It was done. */
    SUCCEEDED,
    /** It was not done, and nothing was changed. */
    FAILED,
    /** It failed or was cancelled on its way, and everything was undone. */
    ROLLED_BACK,
    /** It could not be ended, nor undone: an operator must look. */
    BLOCKED,
    /** An operator gave it up as it was. */
    ABANDONED,
    /** Whoever asked for it was not allowed to. */
    DENIED
}
