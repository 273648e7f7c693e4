package io.iaas.examples.system;

import io.iaas.Iaas;
import io.iaas.compute.Flavor;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.libvirt.FenceSetting;
import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.page.PageRequest;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An IaaS on real libvirt with a database, a pool and a network of its own, none of which outlives it. */
final class RealCloud implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final String FLAVOR = "test";

    private final Path pool;
    private final String installation;
    final LibvirtHypervisor host;
    final Iaas iaas;

    private RealCloud(
            Path directory, String name, Path poolDirectory, FenceSetting fence, UnaryOperator<Hypervisor> wrapping) {
        pool = poolDirectory;
        host = LibvirtHypervisor.builder(System.getProperty("iaas.libvirt.uri", "qemu:///system"))
                .pool("iaas-test-" + name)
                .poolDirectory(pool)
                .network("iaas-test-" + name)
                .fence(fence)
                // None of the tests is about what it leaves out.
                .fastStart()
                .build();
        Repositories repositories = MyBatisRepositories.sqlite(directory.resolve("iaas.db"));
        installation = repositories.read(RepositorySession::installation);
        iaas = Iaas.builder()
                .repositories(repositories)
                .hypervisor(wrapping.apply(host))
                .workers(10)
                .build();
    }

    static RealCloud open(Path directory, String name) {
        return open(directory, name, host -> host);
    }

    static RealCloud open(Path directory, String name, UnaryOperator<Hypervisor> wrapping) {
        return new RealCloud(directory, name, poolDirectory(name), FenceSetting.REQUIRED, wrapping);
    }

    /** Opens one whose guests are fenced as it is said. */
    static RealCloud open(Path directory, String name, FenceSetting fence) {
        return new RealCloud(directory, name, poolDirectory(name), fence, host -> host);
    }

    private static Path poolDirectory(String name) {
        return Path.of("/var/lib/libvirt/images/iaas-test-" + name);
    }

    /** Opens one whose disks lie in a directory of the caller's. */
    static RealCloud onDirectory(Path directory, String name, Path poolDirectory) {
        return new RealCloud(directory, name, poolDirectory, FenceSetting.REQUIRED, host -> host);
    }

    /** Returns a file of the guests that the set-up built. */
    static Path guest(String file) {
        String guests = System.getProperty("iaas.guests");
        if (guests == null) {
            throw new IllegalStateException("run the tests by scripts/test, which builds the guests and names them");
        }
        return Path.of(guests, file);
    }

    /** Imports the boot sector that prints a heartbeat and obeys the power button. */
    Image bootSector() {
        iaas.flavors().create(new Flavor(FLAVOR, 1, 16, 0));
        return iaas.images().importFile("boot-sector", guest("d/disk.qcow2")).await(PATIENCE);
    }

    /** Imports the Linux guest as a kernel that the host starts, in half the time. */
    Image kernel() throws IOException {
        iaas.flavors().create(new Flavor(FLAVOR, 1, 128, 0));
        return iaas.images()
                .importImage(ImageSpec.directBoot("kernel", guest("a/vmlinuz"), guest("a/initrd"))
                        .withCommandLine(Files.readString(guest("a/cmdline")).strip()))
                .await(PATIENCE);
    }

    /** Imports the Linux guest with DHCP, ssh and a serial console. */
    Image linux() {
        iaas.flavors().create(new Flavor(FLAVOR, 1, 128, 1));
        return iaas.images().importFile("linux", guest("b/disk.qcow2")).await(PATIENCE);
    }

    static VmSpec.Builder aVm(String name, Image image) {
        return VmSpec.named(name).image(image).flavor(FLAVOR);
    }

    /** Returns the reference to a machine's domain. */
    DomainRef domain(VmId id) {
        return new DomainRef(id, "iaas-" + installation + "-" + id, installation);
    }

    /** Returns what the host has of this cloud: domains that are named as its own, and whatever lies in its pool. */
    List<String> inventory() {
        return Stream.concat(
                        host.domains().inventory().stream()
                                .filter(domain -> domain.name().startsWith("iaas-" + installation))
                                .map(domain -> "domain " + domain.name() + " " + domain.state()),
                        host.volumes().list().stream().map(volume -> "volume " + volume.name()))
                .sorted()
                .toList();
    }

    /** Returns the files of the pool, whatever libvirt says of them. */
    List<Path> files() throws IOException {
        host.volumes().list();
        try (Stream<Path> files = Files.list(pool)) {
            return files.sorted().toList();
        }
    }

    /** What a failed test left goes too, so that its failure is the only one. */
    @Override
    public void close() {
        PageRequest all = PageRequest.first(PageRequest.MAX_LIMIT);
        iaas.compute().list(VmQuery.all(), all).items().stream()
                .map(vm -> iaas.compute().delete(vm.id()))
                .forEach(delete -> delete.await(PATIENCE));
        iaas.images().list(all).items().stream()
                .map(image -> iaas.images().delete(image.id()))
                .forEach(delete -> delete.await(PATIENCE));
        iaas.releaseHosts();
        iaas.close();
    }
}
