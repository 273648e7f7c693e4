package io.iaas.faults;

import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** What somebody else can have that looks like ours. */
enum Twin {
    VOLUME(SimulatedCall.CREATE_VOLUME),
    CONSOLE_LOG(SimulatedCall.CREATE_CONSOLE),
    DOMAIN_OF_OUR_NAME(SimulatedCall.DEFINE_DOMAIN),
    DOMAIN_OF_OUR_UUID(SimulatedCall.DEFINE_DOMAIN);

    private static final UUID OTHER = UUID.fromString("22222222-2222-4222-8222-222222222222");

    private static final String THEIRS = "theirs";

    private final SimulatedCall ours;

    Twin(SimulatedCall ours) {
        this.ours = ours;
    }

    static Stream<Twin> domains() {
        return Stream.of(DOMAIN_OF_OUR_NAME, DOMAIN_OF_OUR_UUID);
    }

    boolean of(String call) {
        return ours.name().equals(call);
    }

    /** Appears in the place of what a step makes. */
    void appear(World world, String making) {
        StoredOperation operation = world.standing().operation().orElseThrow();
        UUID target = operation.target().id();
        switch (this) {
            case VOLUME -> world.bystanders.addVolume(prefix(world) + volume(target, making));
            case CONSOLE_LOG -> world.bystanders.addConsole(prefix(world) + target + "-console");
            case DOMAIN_OF_OUR_NAME -> world.bystanders.addDomain(prefix(world) + target, OTHER);
            case DOMAIN_OF_OUR_UUID -> world.bystanders.addDomain(THEIRS, target);
        }
    }

    private static String prefix(World world) {
        return "iaas-" + world.tables.read(RepositorySession::installation) + "-";
    }

    private static String volume(UUID target, String making) {
        return switch (making) {
            case "create-disk" -> target + "-disk0";
            case "create-seed" -> target + "-seed";
            default -> "image-" + target + "-" + making.substring("upload-".length());
        };
    }

    /** Takes the place of our domain for good. */
    HostSnapshot.Domain supplant(World world) {
        UUID target = target(world);
        String name = prefix(world) + target;
        HostSnapshot.Domain domain =
                Objects.requireNonNull(world.snapshot().domains().get(name));
        world.host.removeDomain(target);
        boolean byName = this == DOMAIN_OF_OUR_NAME;
        world.bystanders.addDomain(byName ? name : THEIRS, byName ? OTHER : target);
        return domain;
    }

    private static UUID target(World world) {
        return world.standing().operation().orElseThrow().target().id();
    }

    /** Takes the place of our domain until the operation has ended. */
    void replace(World world) {
        UUID target = target(world);
        HostSnapshot.Domain before = supplant(world);
        world.afterwards(() -> {
            world.bystanders.assertUntouched();
            world.bystanders.removeDomain(this == DOMAIN_OF_OUR_NAME ? OTHER : target);
            restore(world, before);
        });
    }

    private static void restore(World world, HostSnapshot.Domain before) {
        DomainSpec spec = before.spec().orElseThrow();
        try (SimulatedHypervisor hypervisor = SimulatedHypervisor.connect(world.host)) {
            hypervisor.domains().define(spec);
            if (before.state() != DomainState.OFF) {
                hypervisor.power().start(spec.ref());
            }
            if (before.state() == DomainState.PAUSED) {
                hypervisor.power().pause(spec.ref());
            }
        }
    }
}
