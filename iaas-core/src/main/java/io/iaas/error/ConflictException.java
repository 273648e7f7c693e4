package io.iaas.error;

/** The call collides with the present state of a resource. Nothing was changed. */
public final class ConflictException extends IaasException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param code one of the codes of {@link ErrorCategory#CONFLICT}
     */
    public ConflictException(ErrorCode code, String message) {
        super(code, message);
        if (code.category() != ErrorCategory.CONFLICT) {
            throw new IllegalArgumentException(code + " is not a conflict");
        }
    }

    /** Returns the error for a name that a resource of the same kind has already. */
    public static ConflictException nameTaken(String kind, String name) {
        return new ConflictException(ErrorCode.NAME_TAKEN, kind + " '" + name + "' exists already");
    }
}
