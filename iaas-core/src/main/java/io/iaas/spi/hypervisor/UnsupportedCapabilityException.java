package io.iaas.spi.hypervisor;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.host.HostId;

/** A driver was asked for what it declares not to have. Nothing was changed. */
public final class UnsupportedCapabilityException extends IaasException {
    private static final long serialVersionUID = 1L;

    private final Capability capability;

    /** Creates the error for a capability that a host lacks. */
    public UnsupportedCapabilityException(HostId host, Capability capability) {
        super(ErrorCode.UNSUPPORTED, "host '" + host + "' cannot do " + capability);
        this.capability = capability;
    }

    /** Returns what is missing. */
    public Capability capability() {
        return capability;
    }
}
