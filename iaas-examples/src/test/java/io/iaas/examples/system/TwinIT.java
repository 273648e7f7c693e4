package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.error.ErrorCode;
import io.iaas.examples.reliability.LogCapture;
import io.iaas.examples.reliability.Records;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What bears our names or ids and is not ours is never changed. */
class TwinIT {
    private static final String OTHERS = Foreigners.tag("0f0f0f0f0f0f", new UUID(3, 3));

    @TempDir
    static Path shared;

    private static LogCapture logging;
    private static PrivateDaemon daemon;
    private static Foreigners foreigners;

    private Site site;

    /** Somebody else's thing, made for the id of a machine that we are about to make. */
    private enum Twin {
        NAME(Moment.define(), (foreign, name) -> foreign.domain(name, UUID.randomUUID(), "")),
        UUID_ALONE(Moment.define(), (foreign, name) -> foreign.domain("foreign-" + name, id(name), "")),
        NAME_AND_UUID(Moment.define(), (foreign, name) -> foreign.domain(name, id(name), "")),
        OF_ANOTHER_INSTALLATION(Moment.define(), (foreign, name) -> foreign.domain(name, id(name), OTHERS)),
        DISK(Moment.createVolume("-disk0"), (foreign, name) -> foreign.volume(name + "-disk0")),
        SEED(Moment.createVolume("-seed"), (foreign, name) -> foreign.volume(name + "-seed")),
        CONSOLE(Moment.createVolume("-console"), (foreign, name) -> foreign.volume(name + "-console"));

        private final Moment effect;
        private final BiConsumer<Foreigners, String> maker;

        Twin(Moment effect, BiConsumer<Foreigners, String> maker) {
            this.effect = effect;
            this.maker = maker;
        }

        /** Returns an inventory without what we had made for the machine before the twin came. */
        HostInventory withoutOurs(HostInventory all, String name) {
            return all.named(thing -> !thing.startsWith(name + "-") || (isVolume() && thing.endsWith(effect.text())));
        }

        private boolean isVolume() {
            return !effect.text().isEmpty();
        }

        private static UUID id(String name) {
            return UUID.fromString(name.substring(name.indexOf('-', "iaas-".length()) + 1));
        }
    }

    @BeforeAll
    static void start() {
        logging = new LogCapture(shared.resolve("log"));
        daemon = new PrivateDaemon(shared.resolve("host"));
        foreigners = new Foreigners(daemon.qemuUri(), Site.POOL, shared.resolve("pool"));
    }

    @AfterAll
    static void stop() {
        daemon.close();
        logging.close();
    }

    @BeforeEach
    void prepare(@TempDir Path directory) {
        site = new Site(directory.resolve("iaas.db"), foreigners.directory());
        try (Iaas iaas = site.open(daemon.qemuUri(), 1)) {
            Script.prepare(iaas);
        }
    }

    private String nameOf(UUID vm) {
        return Records.read(site.database()).prefix() + vm;
    }

    private HostInventory inventory() {
        return HostInventory.take(daemon.qemuUri(), Site.POOL, site.pool());
    }

    @ParameterizedTest
    @EnumSource
    void createMeetsATwinAndTouchesNothing(Twin twin) {
        UUID vm;
        try (Iaas noWorker = site.open(daemon.qemuUri(), 0)) {
            vm = Script.create(noWorker).info().target().id();
        }
        twin.maker.accept(foreigners, nameOf(vm));
        HostInventory before = inventory();

        try (Iaas iaas = site.open(daemon.qemuUri(), 1)) {
            assertRefused(iaas.operations().get(Batch.last(iaas).id()));
            assertThat(iaas.compute().find("web")).isEmpty();
        }
        assertThat(inventory()).isEqualTo(before);
    }

    /** Between the look that found nothing and the effect. */
    @ParameterizedTest
    @EnumSource(names = {"NAME", "UUID_ALONE", "DISK", "SEED", "CONSOLE"})
    void createMeetsATwinThatCameMeanwhileAndTouchesNothing(Twin twin) throws InterruptedException {
        Stop stop = new Stop(twin.effect, Stop.Phase.BEFORE);
        try (WireTap tap = new WireTap(shared.resolve("tap"), daemon.socket(), stop);
                Iaas iaas = site.open(tap.uri(), 1)) {
            Operation<Vm> create = Script.create(iaas);
            assertThat(stop.awaitReached(PATIENCE.toSeconds())).isTrue();
            String name = nameOf(create.info().target().id());
            twin.maker.accept(foreigners, name);
            HostInventory before = inventory();
            stop.release();

            assertRefused(create);
            assertThat(inventory()).isEqualTo(twin.withoutOurs(before, name));
        }
    }

    /** A machine of ours that somebody replaced by his own. */
    @Test
    void deleteMeetsATwinAndTouchesNothing() {
        Virsh virsh = new Virsh(daemon.qemuUri());
        try (Iaas iaas = site.open(daemon.qemuUri(), 1)) {
            Vm vm = Script.create(iaas).await(PATIENCE);
            String name = nameOf(vm.id().value());
            virsh.run("destroy", name);
            virsh.run("undefine", name);
            foreigners.domain(name, vm.id().value(), "");
            virsh.run("start", name);
            HostInventory before = inventory();

            assertRefused(iaas.compute().delete(vm.id()));
            assertThat(inventory()).isEqualTo(before);
        }
    }

    private static void assertRefused(Operation<?> operation) {
        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> operation.await(PATIENCE));
        assertThat(failure).isNotNull();
        assertThat(failure.code()).as(failure.toString()).isEqualTo(ErrorCode.FOREIGN_RESOURCE);
        assertThat(failure.operation().state()).isEqualTo(OperationState.ROLLED_BACK);
    }
}
