package io.iaas.error;

/**
 * The stable names of all errors. Host applications may store and compare them: a code is never renamed and never
 * changes its category.
 */
public enum ErrorCode {
    /** A value is out of range, malformed or hostile. */
    INVALID_INPUT(ErrorCategory.INPUT, false),
    /** An image's content is not what may be booted here: a reference to other files, truncated, too large, unknown. */
    IMAGE_REJECTED(ErrorCategory.INPUT, false),
    /** An image's SHA-256 differs from the one that was given. */
    CHECKSUM_MISMATCH(ErrorCategory.INPUT, false),
    /** The server of an image's URL did not give it: unreachable, too slow, an error, an answer cut off. */
    DOWNLOAD_FAILED(ErrorCategory.UNAVAILABLE, true),
    /** A log-in failed, or a token is unknown, expired or revoked; the message does not tell which. */
    UNAUTHENTICATED(ErrorCategory.ACCESS, false),
    /** The caller is known, and may not do this. */
    PERMISSION_DENIED(ErrorCategory.ACCESS, false),
    /** Log-ins under this name failed too often; the error tells when to try again. */
    TOO_MANY_ATTEMPTS(ErrorCategory.ACCESS, true),
    /** No such resource in this project. */
    NOT_FOUND(ErrorCategory.NOT_FOUND, false),
    /** Events that were asked for are not kept any more. */
    EVENTS_FORGOTTEN(ErrorCategory.NOT_FOUND, false),
    /** A resource of this name exists already in this project. */
    NAME_TAKEN(ErrorCategory.CONFLICT, false),
    /** The resource is used by others, which the message names. */
    IN_USE(ErrorCategory.CONFLICT, false),
    /** The resource's state does not allow this. */
    WRONG_STATE(ErrorCategory.CONFLICT, false),
    /** Another writer changed the record in between. */
    CONCURRENT_CHANGE(ErrorCategory.CONFLICT, true),
    /** An idempotency key was used before for another request. */
    IDEMPOTENCY_CONFLICT(ErrorCategory.CONFLICT, false),
    /** Something of this name exists on the host and is not ours; it was not touched. */
    FOREIGN_RESOURCE(ErrorCategory.CONFLICT, false),
    /** The driver or the host lacks the capability. */
    UNSUPPORTED(ErrorCategory.UNSUPPORTED, false),
    /** The storage of the host is full. */
    STORAGE_FULL(ErrorCategory.CAPACITY, false),
    /** The host cannot give the memory or processors. */
    HOST_EXHAUSTED(ErrorCategory.CAPACITY, false),
    /** The quota of the project leaves no room; the error tells of what. */
    QUOTA_EXCEEDED(ErrorCategory.CAPACITY, false),
    /** The hypervisor cannot be reached, or the connection broke. */
    HYPERVISOR_UNAVAILABLE(ErrorCategory.UNAVAILABLE, true),
    /** The hypervisor did not answer within the call's time limit; whether the effect took place is unknown. */
    HYPERVISOR_TIMEOUT(ErrorCategory.UNAVAILABLE, true),
    /** The hypervisor refused the call. */
    HYPERVISOR_REFUSED(ErrorCategory.INTERNAL, false),
    /** The agent in the guest does not answer: there is none, it does not run yet, or it hangs. */
    AGENT_UNAVAILABLE(ErrorCategory.UNAVAILABLE, true),
    /** The agent in the guest does not run the command: no such program there, or none is allowed. */
    COMMAND_REFUSED(ErrorCategory.INPUT, false),
    /** The command in the guest has ended, and wrote more than is returned. */
    OUTPUT_TOO_LONG(ErrorCategory.CAPACITY, false),
    /** The database cannot be reached, is locked, or is full. */
    DATABASE_UNAVAILABLE(ErrorCategory.UNAVAILABLE, true),
    /** The database was written by a newer version of the library. */
    DATABASE_TOO_NEW(ErrorCategory.CONFLICT, false),
    /** The database's schema or settings are not what this version of the library wrote. */
    DATABASE_UNUSABLE(ErrorCategory.INTERNAL, false),
    /** A wait condition did not come true within its time limit. */
    WAIT_TIMEOUT(ErrorCategory.TIMEOUT, false),
    /** The guest did not do within the time limit what it was asked to: to power off, or to end a command. */
    GUEST_TIMEOUT(ErrorCategory.TIMEOUT, false),
    /** The caller's patience ended; the operation goes on. */
    AWAIT_TIMEOUT(ErrorCategory.TIMEOUT, true),
    /** The operation's deadline passed. */
    DEADLINE_EXCEEDED(ErrorCategory.TIMEOUT, false),
    /** The operation was cancelled. */
    CANCELLED(ErrorCategory.CANCELLED, false),
    /** The library is closed. */
    CLOSED(ErrorCategory.CONFLICT, false),
    /** A defect. */
    INTERNAL(ErrorCategory.INTERNAL, false);

    private final ErrorCategory category;
    private final boolean retryable;

    ErrorCode(ErrorCategory category, boolean retryable) {
        this.category = category;
        this.retryable = retryable;
    }

    /** Returns the category. */
    public ErrorCategory category() {
        return category;
    }

    /** Returns whether the same call may succeed later without a change by the caller. */
    public boolean retryable() {
        return retryable;
    }
}
