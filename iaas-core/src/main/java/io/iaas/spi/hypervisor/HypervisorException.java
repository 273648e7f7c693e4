package io.iaas.spi.hypervisor;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import java.util.Optional;

/**
 * A hypervisor call failed. The code tells the engine what to make of it: {@code HYPERVISOR_UNAVAILABLE} and
 * {@code HYPERVISOR_TIMEOUT} leave open whether the effect took place, all others say that it did not; what it may
 * mean of {@code AGENT_UNAVAILABLE} is told by {@link GuestAgents}.
 */
public final class HypervisorException extends IaasException {
    private static final long serialVersionUID = 1L;

    private final String driverError;

    /**
     * Creates the error.
     *
     * @param code one of HYPERVISOR_UNAVAILABLE, HYPERVISOR_TIMEOUT, HYPERVISOR_REFUSED, STORAGE_FULL, HOST_EXHAUSTED,
     *     FOREIGN_RESOURCE, NOT_FOUND, WRONG_STATE, AGENT_UNAVAILABLE, COMMAND_REFUSED, OUTPUT_TOO_LONG, GUEST_TIMEOUT, IN_USE
     * @param message names the resource and the reason, fit for tenants
     * @param driverError what the driver said, code first, for operators; empty when there is nothing more
     */
    public HypervisorException(ErrorCode code, String message, String driverError) {
        super(code, message);
        this.driverError = driverError;
    }

    /** Creates the error with the exception that a library threw. */
    public HypervisorException(ErrorCode code, String message, String driverError, Throwable cause) {
        super(code, message, cause);
        this.driverError = driverError;
    }

    /** Returns what the driver said, for operators. */
    public Optional<String> driverError() {
        return driverError.isEmpty() ? Optional.empty() : Optional.of(driverError);
    }

    /** Returns the error for a resource of our name that is not ours. */
    public static HypervisorException foreign(String what) {
        return new HypervisorException(
                ErrorCode.FOREIGN_RESOURCE, what + " exists and does not belong to this installation; left alone", "");
    }
}
