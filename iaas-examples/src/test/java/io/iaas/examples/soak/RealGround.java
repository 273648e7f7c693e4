package io.iaas.examples.soak;

import io.iaas.Iaas;
import io.iaas.compute.Flavor;
import io.iaas.examples.reliability.Inventory;
import io.iaas.examples.system.HostInventory;
import io.iaas.image.ImageSpec;
import io.iaas.libvirt.FenceSetting;
import io.iaas.libvirt.LibvirtHypervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The libvirt of this machine, with a pool and a network of the soak's own. Guests are one boot sector each. */
record RealGround(Path directory) implements Ground {
    /** No call takes longer here. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final String STRANGER = "somebody-elses";

    private String uri() {
        return System.getProperty("iaas.libvirt.uri", "qemu:///system");
    }

    /** The name of the pool and the network, too. */
    private String name() {
        return directory.getFileName().toString();
    }

    private Path pool() {
        return Path.of("/var/lib/libvirt/images", name());
    }

    @Override
    public Iaas open(int workers) {
        return Iaas.builder()
                .repositories(repositories())
                .hypervisor(LibvirtHypervisor.builder(uri())
                        .pool(name())
                        .poolDirectory(pool())
                        .network(name())
                        // With it the starts and stops of a host wait for each other, longer than the grace.
                        .fence(FenceSetting.OFF)
                        .build())
                .workers(workers)
                .leases(LEASE, GRACE)
                .attempts(Load.ATTEMPTS, Load.ATTEMPTS)
                .build();
    }

    @Override
    public void prepare(Iaas iaas) throws IOException {
        iaas.flavors().create(new Flavor(FLAVOR, 1, 16, 0));
        iaas.images().importImage(image("first")).await();
        Files.writeString(pool().resolve(STRANGER), "not the library's");
    }

    @Override
    public ImageSpec image(String name) {
        return ImageSpec.disk(name, Path.of(System.getProperty("iaas.guests"), "d", "quiet.qcow2"));
    }

    @Override
    public Inventory inventory() {
        return HostInventory.take(uri(), name(), pool()).inventory();
    }

    @Override
    public List<String> violations(String prefix) {
        return HostInventory.take(uri(), name(), pool()).violations(prefix);
    }

    @Override
    public void clear() {
        try {
            Files.deleteIfExists(pool().resolve(STRANGER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
