package io.iaas.examples.soak;

import io.iaas.Iaas;
import io.iaas.compute.Flavor;
import io.iaas.examples.reliability.Inventory;
import io.iaas.examples.reliability.KeptInventory;
import io.iaas.examples.simulation.KeptHost;
import io.iaas.image.ImageSpec;
import io.iaas.memory.SimulatedGuest;
import io.iaas.spi.hypervisor.VolumeName;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A simulated host in a file. */
record KeptGround(Path directory) implements Ground {
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final SimulatedGuest GUEST =
            SimulatedGuest.booting().withPowerOffTaking(Duration.ofMillis(100)).withAddressAfter(Duration.ZERO);
    private static final int IMAGE_BYTES = 400 * 512;

    private Path host() {
        return directory.resolve("host");
    }

    @Override
    public Iaas open(int workers) {
        return Iaas.builder()
                .repositories(repositories())
                .hypervisor(KeptHost.in(host(), GUEST).hypervisor())
                .workers(workers)
                .leases(LEASE, GRACE)
                .attempts(Load.ATTEMPTS, Load.ATTEMPTS)
                .build();
    }

    @Override
    public void prepare(Iaas iaas) {
        iaas.flavors().create(new Flavor(FLAVOR, 1, 16, 0));
        KeptHost.in(host(), GUEST).change(host -> {
            host.addForeignDomain("somebody-elses", UUID.randomUUID());
            host.addForeignVolume(new VolumeName("iaas-000000000000-somebody-elses"));
        });
    }

    @Override
    public ImageSpec image(String name) {
        return ImageSpec.disk(name, new ByteArrayInputStream(new byte[IMAGE_BYTES]));
    }

    @Override
    public Inventory inventory() {
        return KeptInventory.read(host());
    }

    @Override
    public List<String> violations(String prefix) {
        return List.of();
    }

    @Override
    public void clear() {
        // The host goes with its directory.
    }
}
