package io.iaas.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What others have on the host, some of it named as if it were ours. */
final class Bystanders {
    private static final UUID LOOKALIKE = UUID.fromString("019b76da-a800-7000-8000-000000000000");
    private static final String NAME = "iaas-000000000000-" + LOOKALIKE;

    private final SimulatedHost host;
    private final Set<String> consoles = new HashSet<>();
    private HostSnapshot theirs;

    Bystanders(SimulatedHost host) {
        this.host = host;
        host.addForeignDomain("accounting", UUID.fromString("11111111-1111-4111-8111-111111111111"));
        host.addForeignDomain(NAME, LOOKALIKE);
        host.addForeignVolume(new VolumeName("accounting-data"));
        host.addForeignVolume(new VolumeName(NAME + "-disk0"));
        addConsole(NAME + "-console");
        theirs = host.snapshot().foreign();
    }

    void addDomain(String name, UUID uuid) {
        host.addForeignDomain(name, uuid);
        theirs = host.snapshot().foreign();
    }

    void removeDomain(UUID uuid) {
        host.removeDomain(uuid);
        theirs = host.snapshot().foreign();
    }

    void addVolume(String name) {
        host.addForeignVolume(new VolumeName(name));
        theirs = host.snapshot().foreign();
    }

    void addConsole(String name) {
        try (SimulatedHypervisor other = SimulatedHypervisor.connect(host)) {
            other.consoles().create(new VolumeName(name));
        }
        consoles.add(name);
    }

    boolean own(String console) {
        return consoles.contains(console);
    }

    void assertUntouched() {
        assertThat(host.snapshot().foreign()).as("what is foreign").isEqualTo(theirs);
        assertThat(host.snapshot().consoles()).as("foreign consoles").containsAll(consoles);
    }
}
