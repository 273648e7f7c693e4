package io.iaas.event;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;

/** Events were asked for of which some are forgotten already. */
public final class EventsForgottenException extends IaasException {
    private static final long serialVersionUID = 1L;

    private final long beginning;

    /**
     * Creates the error.
     *
     * @param after the number that was asked from
     * @param beginning the least number that can be asked from
     */
    public EventsForgottenException(long after, long beginning) {
        super(
                ErrorCode.EVENTS_FORGOTTEN,
                "events behind " + after + " are forgotten; those behind " + beginning + " are kept");
        this.beginning = beginning;
    }

    /** Returns the least number that events could be asked from. */
    public long beginning() {
        return beginning;
    }
}
