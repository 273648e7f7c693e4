package io.iaas.faults;

import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.UUID;

/** What others have on the host, some of it named as if it were ours. */
final class Bystanders {
    private static final String LOOKALIKE = "iaas-000000000000-019b76da-a800-7000-8000-000000000000";

    private Bystanders() {}

    static void settle(SimulatedHost host) {
        host.addForeignDomain("accounting", UUID.fromString("11111111-1111-4111-8111-111111111111"));
        host.addForeignDomain(LOOKALIKE, UUID.fromString("019b76da-a800-7000-8000-000000000000"));
        host.addForeignVolume(new VolumeName("accounting-data"));
        host.addForeignVolume(new VolumeName(LOOKALIKE + "-disk0"));
        addConsole(host, new VolumeName(LOOKALIKE + "-console"));
    }

    static void addConsole(SimulatedHost host, VolumeName name) {
        try (SimulatedHypervisor other = SimulatedHypervisor.connect(host)) {
            other.consoles().create(name);
        }
    }
}
