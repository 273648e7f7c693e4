package io.iaas.memory;

import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.Evidence;
import java.util.Base64;
import java.util.Optional;

/** Guests with a screen of one dark pixel, and hosts that say of each domain what it is. */
final class SimulatedEvidence implements Evidence {
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC";

    private final CallGate gate;
    private final HostState host;

    SimulatedEvidence(CallGate gate, HostState host) {
        this.gate = gate;
        this.host = host;
    }

    @Override
    public Optional<byte[]> screenshot(DomainRef ref) {
        return gate.call(
                SimulatedCall.TAKE_SCREENSHOT,
                () -> host.locked(() -> host.domains()
                        .ours(ref)
                        .filter(SimulatedDomain::live)
                        .map(domain -> Base64.getDecoder().decode(PIXEL))));
    }

    @Override
    public Optional<String> definition(DomainRef ref) {
        return gate.call(
                SimulatedCall.SHOW_DOMAIN,
                () -> host.locked(() ->
                        host.domains().ours(ref).flatMap(SimulatedDomain::spec).map(DomainSpec::toString)));
    }

    @Override
    public Optional<String> log(DomainRef ref, int maxBytes) {
        return gate.call(
                SimulatedCall.READ_LOG,
                () -> host.locked(() -> host.domains()
                        .ours(ref)
                        .map(domain -> domain.name() + " is " + domain.state())
                        .map(text -> text.substring(Math.max(0, text.length() - maxBytes)))));
    }
}
