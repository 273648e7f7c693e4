package io.iaas.internal.compute;

import io.iaas.compute.VmEvidence;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.Hypervisor;
import java.util.Optional;

/**
 * What a host shows of a machine.
 *
 * @param hypervisor the host
 * @param domain the machine's domain
 */
public record HostEvidence(Hypervisor hypervisor, DomainRef domain) implements VmEvidence {
    private static final int MOST_LOG_BYTES = 1 << 20;

    @Override
    public Optional<byte[]> screen() {
        return hypervisor.evidence().screenshot(domain);
    }

    @Override
    public Optional<String> definition() {
        return hypervisor.evidence().definition(domain);
    }

    @Override
    public Optional<String> log() {
        return hypervisor.evidence().log(domain, MOST_LOG_BYTES);
    }
}
