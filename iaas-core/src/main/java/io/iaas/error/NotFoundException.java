package io.iaas.error;

/** The named resource does not exist in the project. */
public final class NotFoundException extends IaasException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param kind what was looked for, such as {@code "image"}
     * @param key the name or id that was given
     */
    public NotFoundException(String kind, Object key) {
        super(ErrorCode.NOT_FOUND, kind + " '" + key + "' does not exist");
    }
}
