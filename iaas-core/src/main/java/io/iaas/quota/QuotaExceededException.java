package io.iaas.quota;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;

/** The project's quota leaves no room for what was asked for. Nothing was changed. */
public final class QuotaExceededException extends IaasException {
    private static final long serialVersionUID = 1L;

    private final QuotaResource resource;
    private final long limit;
    private final long used;
    private final long asked;

    /** Creates the error; amounts are in the resource's unit. */
    public QuotaExceededException(QuotaResource resource, long limit, long used, long asked) {
        super(
                ErrorCode.QUOTA_EXCEEDED,
                "the project's quota of " + resource.words() + " is " + limit + ": " + used + " used, " + asked
                        + " more asked for");
        this.resource = resource;
        this.limit = limit;
        this.used = used;
        this.asked = asked;
    }

    /** Returns what lacks. */
    public QuotaResource resource() {
        return resource;
    }

    /** Returns how much of it the project may hold. */
    public long limit() {
        return limit;
    }

    /** Returns how much of it the project held. */
    public long used() {
        return used;
    }

    /** Returns how much more was asked for. */
    public long asked() {
        return asked;
    }
}
