package io.iaas.examples.reliability;

import io.iaas.Iaas;
import io.iaas.ProjectView;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.examples.simulation.KeptHost;
import io.iaas.image.ImageSpec;
import io.iaas.memory.ConsoleLine;
import io.iaas.memory.SimulatedGuest;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.repository.Repositories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A database and a simulated host in a directory, which outlive the processes that work on them. It begins with some
 * machines and images, and with foreign things on the host.
 *
 * @param directory where they are; the files that images are imported from are beside it
 * @param lease how long those who work here hold their operations
 */
record Stage(Path directory, Duration lease) {
    static final String GREETING = "simulated guest ready";
    static final String RUNNING = "running";
    static final String STOPPED = "stopped";
    static final String PAUSED = "paused";
    static final String IMAGE = "image-in-use";
    static final String SPARE_IMAGE = "spare-image";
    static final String SPARE_KERNEL = "spare-kernel";
    static final String SHOP = "shop";
    static final String SHOP_IMAGE = "shop-image";
    static final String SHOP_VM = "shop-machine";

    private static final int READERS = 2;
    /** Short enough to wait for. */
    static final Duration SHORT_LEASE = Duration.ofSeconds(8);
    /** Longer than the busiest machine keeps a process waiting. */
    static final Duration LONG_LEASE = Duration.ofMinutes(2);

    static final Duration GRACE = Duration.ofMillis(200);
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);
    /** As many as it takes: a busy machine may cost a worker its lease. */
    private static final int ATTEMPTS = 100;

    private static final SimulatedGuest GUEST = SimulatedGuest.booting()
            .withConsole(new ConsoleLine(Duration.ofMillis(50), GREETING))
            .withAddressAfter(Duration.ZERO)
            .withPowerOffTaking(Duration.ofMillis(100));

    Path database() {
        return directory.resolve("iaas.db");
    }

    private Path host() {
        return directory.resolve("host");
    }

    Source source(Trail trail) {
        return new Source(directory.resolveSibling("files"), trail);
    }

    Records records() {
        return Records.read(database());
    }

    Inventory inventory() {
        return KeptInventory.read(host());
    }

    /** Returns the states of all machines and images by name. */
    static Map<String, String> states(Records records) {
        return Stream.of("iaas_vm", "iaas_image")
                .flatMap(table -> records.rows(table).stream())
                .collect(Collectors.toMap(row -> row.text("name"), row -> row.text("state")));
    }

    Iaas open(Trail trail, int workers) {
        return open(trail, workers, repositories -> repositories);
    }

    /** Opens the library, with something between its trail and its database. */
    Iaas open(Trail trail, int workers, UnaryOperator<Repositories> between) {
        Repositories repositories = MyBatisRepositories.builder()
                .readers(READERS)
                .lockTimeout(LOCK_TIMEOUT)
                .sqlite(database());
        return Iaas.builder()
                .repositories(new WatchedRepositories(between.apply(repositories), trail))
                .hypervisor(WatchedHost.of(KeptHost.in(host(), GUEST).hypervisor(), trail))
                .workers(workers)
                .leases(lease, GRACE)
                .attempts(ATTEMPTS, ATTEMPTS)
                .closeTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** Makes what all begin with. */
    static Stage first(Path directory) throws IOException {
        Stage stage = new Stage(Files.createDirectories(directory), LONG_LEASE);
        Trail nobody = new Trail(point -> {});
        Source source = stage.source(nobody);
        source.write();
        KeptHost host = KeptHost.in(stage.host(), GUEST);
        UUID stranger = UUID.fromString("7d9a2a52-0b8e-4a55-9c51-1f6a4b0a8a11");
        host.change(on -> on.addForeignDomain("iaas-000000000000-" + stranger, stranger));
        host.change(on -> on.addForeignVolume(new VolumeName("iaas-000000000000-" + stranger + "-disk0")));
        host.change(on -> on.addForeignVolume(new VolumeName("debian.qcow2")));
        try (Iaas iaas = stage.open(nobody, 1)) {
            iaas.images().importImage(ImageSpec.disk(IMAGE, source.disk())).await();
            iaas.images()
                    .importImage(ImageSpec.disk(SPARE_IMAGE, source.disk()))
                    .await();
            iaas.images()
                    .importImage(ImageSpec.directBoot(SPARE_KERNEL, source.kernel(), source.initrd()))
                    .await();
            create(iaas, RUNNING);
            Vm stopped = create(iaas, STOPPED);
            iaas.compute().checkpoint(stopped.id()).await();
            iaas.compute().forceStop(stopped.id()).await();
            iaas.compute().pause(create(iaas, PAUSED).id()).await();
            furnish(iaas.project(iaas.identity().projects().create(SHOP).id()), source);
        }
        return stage;
    }

    private static void furnish(ProjectView shop, Source source) {
        shop.flavors().create(new Flavor("tiny", 1, 128, 0));
        shop.images().importImage(ImageSpec.disk(SHOP_IMAGE, source.disk())).await();
        shop.images().publish(shop.images().get(SHOP_IMAGE).id());
        shop.compute()
                .create(VmSpec.named(SHOP_VM).image(SHOP_IMAGE).flavor("tiny").build())
                .await();
    }

    private static Vm create(Iaas iaas, String name) {
        return iaas.compute()
                .create(VmSpec.named(name).image(IMAGE).flavor("tiny").build())
                .await();
    }

    /** Makes the database what it is when the leases of all who worked here have run out. */
    void letLeasesEnd() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE iaas_operation SET lease_until = 0 WHERE lease_until IS NOT NULL");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot change " + database(), e);
        }
    }

    /** Removes a machine's domain from the host, beside the library. */
    void removeDomain(String machine) {
        String id = records().rows("iaas_vm").stream()
                .filter(vm -> vm.text("name").equals(machine))
                .findFirst()
                .orElseThrow()
                .text("id");
        KeptHost.in(host(), GUEST).change(on -> on.removeDomain(UUID.fromString(id)));
    }

    /** Returns the same in another directory beside this one. */
    Stage copy(String name, Duration newLease) {
        try {
            Stage copy = new Stage(Files.createDirectory(directory.resolveSibling(name)), newLease);
            Files.copy(database(), copy.database());
            Files.copy(host(), copy.host());
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
