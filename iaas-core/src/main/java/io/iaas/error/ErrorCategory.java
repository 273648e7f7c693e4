package io.iaas.error;

/** What kind of answer an error asks for; every {@link ErrorCode} belongs to exactly one. */
public enum ErrorCategory {
    /** The caller's input is wrong; the same call fails again. */
    INPUT,
    /** The caller is not known, or may not do this. */
    ACCESS,
    /** The named resource does not exist in the caller's project. */
    NOT_FOUND,
    /** The call collides with the present state of a resource. */
    CONFLICT,
    /** This driver or host cannot do what was asked. */
    UNSUPPORTED,
    /** A limit of the host is reached: disk, memory. */
    CAPACITY,
    /** A system that the library depends on does not answer; a later try may succeed. */
    UNAVAILABLE,
    /** A time limit ran out. */
    TIMEOUT,
    /** Somebody asked to stop the work. */
    CANCELLED,
    /** A defect of the library or of a driver. */
    INTERNAL
}
