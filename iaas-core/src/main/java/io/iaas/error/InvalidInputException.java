package io.iaas.error;

/** The caller's input is wrong. Nothing was changed. */
public final class InvalidInputException extends IaasException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; the message names the field, the value's fault and what would be right. */
    public InvalidInputException(String message) {
        super(ErrorCode.INVALID_INPUT, message);
    }
}
