package io.iaas.memory;

import io.iaas.host.Accelerator;
import io.iaas.host.Finding;
import io.iaas.host.HostId;
import io.iaas.spi.hypervisor.HostDescription;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.ArrayList;
import java.util.List;

/** What concerns the host as a whole. */
final class HostCare {
    private static final long SCARCE_BYTES = 1L << 30;

    private final CallGate gate;
    private final HostState host;
    private final HostId hostId;

    HostCare(CallGate gate, HostState host, HostId hostId) {
        this.gate = gate;
        this.host = host;
        this.hostId = hostId;
    }

    HostDescription describe() {
        return gate.call(
                SimulatedCall.DESCRIBE_HOST,
                () -> new HostDescription("simulated hypervisor", Accelerator.NONE, host.cpus(), host.memoryMib()));
    }

    List<Finding> diagnose() {
        try {
            return gate.call(
                    SimulatedCall.DIAGNOSE_HOST,
                    () -> List.of(
                            Finding.ok(subject("connection to"), "the host answers"),
                            storage(host.locked(() -> host.volumes().freeBytes()))));
        } catch (HypervisorException e) {
            String text = e.getMessage() == null ? e.code().name() : e.getMessage();
            return List.of(Finding.error(subject("connection to"), text, "take the injected fault away"));
        }
    }

    List<String> release() {
        return gate.call(SimulatedCall.RELEASE_HOST, () -> host.locked(this::releaseUnused));
    }

    private List<String> releaseUnused() {
        List<String> released = new ArrayList<>();
        if (host.pool()
                && host.volumes().all().isEmpty()
                && host.consoles().names().isEmpty()) {
            host.setPool(false);
            released.add("storage pool of host '" + hostId + "'");
        }
        if (host.network() && host.domains().all().stream().noneMatch(HostCare::onNetwork)) {
            host.setNetwork(false);
            released.add("default network of host '" + hostId + "'");
        }
        return List.copyOf(released);
    }

    private static boolean onNetwork(SimulatedDomain domain) {
        return domain.spec().filter(spec -> !spec.nics().isEmpty()).isPresent();
    }

    private Finding storage(long free) {
        return free >= SCARCE_BYTES
                ? Finding.ok(subject("storage of"), free + " bytes are free")
                : Finding.warning(
                        subject("storage of"), free + " bytes are free", "delete volumes or build a larger host");
    }

    private String subject(String what) {
        return what + " host '" + hostId + "'";
    }
}
