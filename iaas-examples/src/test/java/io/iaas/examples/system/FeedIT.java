package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static io.iaas.examples.system.RealCloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.compute.Freshness;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.compute.VmState;
import io.iaas.image.DiskFormat;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.page.PageRequest;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real QEMU, the records follow what guests do by themselves and what others do to them, and it is told. */
@Tag("guest")
class FeedIT {
    private static final String CRASHED = "RUNNING>CRASHED the guest or its hypervisor process crashed";
    private static final String OFF = "RUNNING>STOPPED the guest powered off";

    @TempDir
    Path directory;

    @Test
    void whatGuestsDoByThemselvesIsRecordedAndTold() {
        try (RealCloud cloud = RealCloud.open(directory, "feed")) {
            Image image = cloud.bootSector();
            Image ending = cloud.iaas
                    .images()
                    .importImage(ImageSpec.disk("ending", new ByteArrayInputStream(diskThatPowersOff()))
                            .withFormat(DiskFormat.RAW))
                    .await(PATIENCE);
            Vm killed =
                    cloud.iaas.compute().create(aVm("killed", image).build()).await(PATIENCE);
            Vm asked = cloud.iaas.compute().create(aVm("asked", image).build()).await(PATIENCE);
            Vm halted =
                    cloud.iaas.compute().create(aVm("halted", image).build()).await(PATIENCE);
            StateChanges changes = StateChanges.of(cloud.iaas);
            Virsh virsh = new Virsh(System.getProperty("iaas.libvirt.uri", "qemu:///system"));

            kill(changes, killed, "a killed QEMU process");
            virsh.run("suspend", cloud.domain(halted.id()).name());
            virsh.run("resume", cloud.domain(halted.id()).name());
            virsh.run("suspend", cloud.domain(halted.id()).name());
            changes.await(halted.id(), "RUNNING>PAUSED it was paused");
            Awaitility.await("the power button is pressed until the guest listens")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        cloud.host.power().requestShutdown(cloud.domain(asked.id()));
                        return changes.of(asked.id()).contains(OFF);
                    });
            Vm ended = cloud.iaas.compute().create(aVm("ended", ending).build()).await(PATIENCE);
            changes.await(ended.id(), OFF);

            assertThat(changes.of(killed.id())).containsExactly(CRASHED);
            assertThat(changes.of(asked.id())).containsExactly(OFF);
            assertThat(changes.of(ended.id())).containsExactly("CREATING>RUNNING ", OFF);
            assertThat(recorded(cloud.iaas, killed.id()).state()).isEqualTo(VmState.CRASHED);
            assertThat(recorded(cloud.iaas, halted.id()).state()).isEqualTo(VmState.PAUSED);
            assertThat(recorded(cloud.iaas, ended.id()).state()).isEqualTo(VmState.STOPPED);
            assertThat(recorded(cloud.iaas, ended.id()).stateReason()).contains("the guest powered off");
            // What was recorded is what later operations go by.
            cloud.iaas.compute().start(killed.id()).await(PATIENCE);
            assertThat(recorded(cloud.iaas, killed.id()).state()).isEqualTo(VmState.RUNNING);
        }
    }

    @Test
    void whatHappensWhileTheDaemonIsAwayIsFoundWhenItIsBack() {
        try (PrivateDaemon daemon = new PrivateDaemon(directory.resolve("host"))) {
            Site site = new Site(directory.resolve("iaas.db"), directory.resolve("pool"));
            try (Iaas iaas = site.open(daemon.qemuUri(), 2, Duration.ofSeconds(1))) {
                Script.prepare(iaas);
                Vm away = Script.create(iaas).await(PATIENCE);
                Vm held = another(iaas, "held");
                Vm runs = another(iaas, "runs");
                StateChanges changes = StateChanges.of(iaas);

                daemon.kill();
                Qemu.of(away.id()).kill();
                // The new daemon waits for its answer, and says meanwhile that it runs.
                Qemu.of(held.id()).freeze();
                assertThat(recorded(iaas, away.id()).state()).isEqualTo(VmState.RUNNING);
                daemon.start();
                long back = System.nanoTime();
                changes.await(away.id(), CRASHED);
                report("a daemon that is back", back);

                kill(changes, held, "a QEMU process that the daemon has no hold of yet");
                kill(changes, runs, "a QEMU process behind it");
                for (Vm vm : List.of(away, held, runs)) {
                    assertThat(changes.of(vm.id())).containsExactly(CRASHED);
                    assertThat(recorded(iaas, vm.id()).state()).isEqualTo(VmState.CRASHED);
                }
            }
            site.clear(daemon.qemuUri());
        }
    }

    private static void kill(StateChanges changes, Vm vm, String what) {
        Qemu.of(vm.id()).kill();
        long kill = System.nanoTime();
        changes.await(vm.id(), CRASHED);
        report(what, kill);
    }

    private static Vm another(Iaas iaas, String name) {
        return iaas.compute()
                .create(VmSpec.named(name)
                        .image("boot-sector")
                        .flavor("boot-sector")
                        .build())
                .await(PATIENCE);
    }

    private static Vm recorded(Iaas iaas, VmId id) {
        return iaas
                .compute()
                .list(VmQuery.all(), PageRequest.first(PageRequest.MAX_LIMIT), Freshness.RECORDED)
                .items()
                .stream()
                .filter(vm -> vm.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void report(String what, long since) {
        System.out.println("told after " + (System.nanoTime() - since) / 1_000_000 + " ms: " + what);
    }

    /** Waits three seconds by the BIOS' clock, and enters sleep state S5 by the port that QEMU's machines have it at. */
    private static byte[] diskThatPowersOff() {
        byte[] code =
                HexFormat.of().parseHex("31c08ed8fb668b1e6c04" + "f466a16c046629d86683f83672f2" + "ba0406b80020efebfe");
        // The BIOS takes no disk of one sector for one.
        byte[] disk = Arrays.copyOf(code, 1 << 20);
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        return disk;
    }
}
