package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.error.ErrorCode;
import io.iaas.host.Finding;
import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.ObservedVolume;
import io.iaas.spi.hypervisor.VolumeName;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real guests on real QEMU. */
@Tag("guest")
class QemuGuestIT {
    private static final int MIB = 1 << 20;
    private static final Hypervisor hypervisor = TestHost.qemu().build();

    @BeforeAll
    static void answer() {
        assertThat(hypervisor.describe().hypervisor()).startsWith("QEMU ");
    }

    @AfterAll
    static void leaveNothing() {
        hypervisor.release();
        hypervisor.close();
    }

    @Test
    void guestBootedFromAKernelTakesAnAddressAndIsReachedByTcp() throws IOException {
        try (Machine machine = new Machine(hypervisor)) {
            VolumeName kernel = machine.volume("vmlinuz", Files.readAllBytes(TestHost.guest("a/vmlinuz")));
            VolumeName initrd = machine.volume("initrd", Files.readAllBytes(TestHost.guest("a/initrd")));
            String commandLine = Files.readString(TestHost.guest("a/cmdline")).strip();

            machine.start(128, new Boot.Kernel(kernel, initrd, commandLine));

            InetAddress address = await().atMost(TestHost.PATIENCE)
                    .until(
                            () -> hypervisor.networks().leases().getOrDefault(machine.mac(), List.of()),
                            l -> !l.isEmpty())
                    .get(0);
            await().atMost(TestHost.PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(banner(address)).startsWith("SSH-2.0-"));
            assertThat(machine.consoleText()).isNotBlank();
        }
    }

    @Test
    void uefiGuestBootsFromAnOverlayAndLeavesNoNvram() throws IOException {
        Path image = TestHost.guest("b-uefi/disk.qcow2");
        try (Machine machine = new Machine(hypervisor)) {
            VolumeName base = machine.volume("base", image, DiskFormat.QCOW2, capacity(image));
            VolumeName disk = machine.overlay("disk0", base, DiskFormat.QCOW2, capacity(image));

            machine.start(256, new Boot.Disk(Firmware.UEFI), new DiskAttachment(disk, DiskFormat.QCOW2, false));

            await().atMost(TestHost.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(hypervisor.networks().leases()).containsKey(machine.mac()));
            hypervisor.power().powerOff(machine.ref());
            hypervisor.domains().undefine(machine.ref());

            Path nvram = Path.of("/var/lib/libvirt/qemu/nvram");
            if (Files.isDirectory(nvram)) {
                try (var files = Files.list(nvram)) {
                    assertThat(files)
                            .noneMatch(file ->
                                    file.toString().contains(machine.ref().name()));
                }
            }
        }
    }

    @Test
    void volumeHoldsExactlyTheBytesThatWereUploaded() throws IOException {
        byte[] content = new byte[3 * MIB + 17];
        new Random(7).nextBytes(content);
        try (Machine machine = new Machine(hypervisor)) {
            VolumeName name = machine.volume("bytes", content);

            assertThat(Files.readAllBytes(Path.of("/var/lib/libvirt/images", TestHost.POOL, name.value())))
                    .isEqualTo(content);
            assertThat(Files.getPosixFilePermissions(Path.of("/var/lib/libvirt/images", TestHost.POOL, name.value())))
                    .hasSize(2);
        }
    }

    @Test
    void consoleTailReadsAcrossARotationAndDeletingTakesAllParts() throws IOException {
        try (Machine machine = new Machine(hypervisor)) {
            hypervisor.consoles().create(machine.console());
            Path log = Path.of(
                    "/var/lib/libvirt/images", TestHost.POOL, machine.console().value());
            // As the log daemon does it: the newest is renamed, and begun anew.
            Files.writeString(log, "older ");
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"));
            Files.writeString(log.resolveSibling(log.getFileName() + ".0"), "old ");
            Files.writeString(log, "new");

            assertThat(new String(hypervisor.consoles().tail(machine.console(), 100), StandardCharsets.UTF_8))
                    .isEqualTo("old new");
            assertThat(new String(hypervisor.consoles().tail(machine.console(), 5), StandardCharsets.UTF_8))
                    .isEqualTo("d new");
            assertThat(hypervisor.volumes().list())
                    .extracting(ObservedVolume::name)
                    .contains(machine.console().value())
                    .noneMatch(name -> name.startsWith(machine.console() + "."));

            hypervisor.consoles().delete(machine.console());

            try (var files = Files.list(log.getParent())) {
                assertThat(files).noneMatch(file -> file.toString().contains("console.log"));
            }
        }
    }

    @Test
    void foreignTwinsAreLeftExactlyAsTheyWere() {
        try (Machine machine = new Machine(hypervisor);
                Beside beside = new Beside(TestHost.uri())) {
            UUID id = machine.ref().vmId().value();
            beside.addDomain(machine.ref().name(), id);
            String before = beside.describe(id);

            assertThatThrownBy(() -> machine.start(16, new Boot.Disk(Firmware.BIOS)))
                    .hasFieldOrPropertyWithValue("code", ErrorCode.FOREIGN_RESOURCE);

            assertThat(beside.describe(id)).isEqualTo(before);
        }
    }

    @Test
    void diagnosisOfAWorkingHostFindsNoError() {
        assertThat(hypervisor.diagnose())
                .hasSizeGreaterThan(3)
                .noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    @Test
    void machineKilledFromOutsideIsCrashed() throws IOException, InterruptedException {
        try (Machine machine = new Machine(hypervisor)) {
            VolumeName disk = machine.volume("disk0", TestHost.rawGuest("d/disk.qcow2"));
            machine.start(16, new Boot.Disk(Firmware.BIOS), new DiskAttachment(disk, DiskFormat.RAW, false));
            ProcessHandle qemu = ProcessHandle.allProcesses()
                    .filter(process ->
                            commandLine(process).contains(machine.ref().name()))
                    .findFirst()
                    .orElseThrow();

            qemu.destroyForcibly();

            await().atMost(TestHost.PATIENCE)
                    .untilAsserted(() -> assertThat(hypervisor.domains().states())
                            .containsEntry(machine.ref().vmId().value(), DomainState.CRASHED));
            hypervisor.power().start(machine.ref());
            assertThat(hypervisor.domains().states())
                    .containsEntry(machine.ref().vmId().value(), DomainState.RUNNING);
        }
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static String banner(InetAddress address) throws IOException {
        try (Socket socket = new Socket(address, 22)) {
            socket.setSoTimeout((int) TestHost.PATIENCE.toMillis());
            return new String(socket.getInputStream().readNBytes(8), StandardCharsets.US_ASCII);
        }
    }

    /** Returns the size that guests see, from the header of a qcow2 file. */
    private static long capacity(Path qcow2) throws IOException {
        try (var in = new DataInputStream(Files.newInputStream(qcow2))) {
            in.skipNBytes(24);
            return in.readLong();
        }
    }
}
