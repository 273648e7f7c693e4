package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.VolumeName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine shows to others on its host and on the network, and what it is shown of those before it. */
@Tag("guest")
class ExposureIT {
    private static final LibvirtHypervisor hypervisor = TestHost.qemu().build();
    private static final String LISTENS = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;

    @AfterAll
    static void leaveNothing() {
        hypervisor.release();
        hypervisor.close();
    }

    @Test
    void runningMachineHasNoScreenAndListensNowhere() throws IOException {
        try (Machine machine = new Machine(hypervisor);
                Beside beside = new Beside(TestHost.uri())) {
            machine.start(16, new Boot.Disk(Firmware.BIOS));

            assertThat(beside.describe(machine.ref().vmId().value()))
                    .contains("<serial type='pty'>")
                    .doesNotContain("<graphics", "<video", "vnc", "spice", "listen", "type='tcp'", "type='udp'");
            Set<String> sockets = sockets(process(machine.ref().name()));
            assertThat(sockets).as("those of its monitor at least").isNotEmpty();
            assertThat(listening()).doesNotContainAnyElementsOf(sockets);
        }
    }

    @Test
    void filesOfAMachineAreItsOwnersAlone() throws IOException {
        try (Machine machine = new Machine(hypervisor)) {
            VolumeName base = machine.volume("base", new byte[1 << 20]);
            VolumeName disk = machine.overlay("disk0", base, DiskFormat.RAW, 1 << 20);
            machine.start(16, new Boot.Disk(Firmware.BIOS), new DiskAttachment(disk, DiskFormat.QCOW2, false));

            for (String file :
                    List.of(base.value(), disk.value(), machine.console().value())) {
                assertThat(Files.getPosixFilePermissions(path(file)))
                        .as(file)
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    @Test
    void newVolumeHoldsNothingOfTheOneBeforeIt() throws IOException {
        byte[] secrets = "what somebody else left here ".repeat(40_000).getBytes(StandardCharsets.US_ASCII);
        try (Machine machine = new Machine(hypervisor)) {
            VolumeName before = machine.volume("left", secrets);
            assertThat(Files.readAllBytes(path(before.value()))).isEqualTo(secrets);
            hypervisor.volumes().delete(before);

            machine.blank("left", secrets.length);

            assertThat(Files.readAllBytes(path(before.value()))).isEqualTo(new byte[secrets.length]);
        }
    }

    @Test
    void headerThatWasPlantedOnARawDiskOpensNoFileOfTheHost(@TempDir Path directory) throws Exception {
        Path canary = Files.write(directory.resolve("canary"), new byte[1 << 20]);
        Path planted = directory.resolve("planted");
        Process process = new ProcessBuilder(
                        "qemu-img",
                        "create",
                        "-q",
                        "-f",
                        "qcow2",
                        "-F",
                        "raw",
                        "-b",
                        canary.toString(),
                        planted.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        try (Machine machine = new Machine(hypervisor);
                Beside beside = new Beside(TestHost.uri())) {
            // Past the proof of images, as if a guest had written it.
            VolumeName base = machine.volume("base", Files.readAllBytes(planted));
            VolumeName disk = machine.overlay("disk0", base, DiskFormat.RAW, 1 << 20);
            machine.start(16, new Boot.Disk(Firmware.BIOS), new DiskAttachment(disk, DiskFormat.QCOW2, false));

            assertThat(beside.describe(machine.ref().vmId().value()))
                    .contains(base.value())
                    .doesNotContain(canary.toString());
            try (Stream<Path> open = Files.list(process(machine.ref().name()).resolve("fd"))) {
                assertThat(open.map(ExposureIT::target))
                        .contains(path(base.value()).toString())
                        .doesNotContain(canary.toString());
            }
        }
    }

    private static Path path(String file) {
        return Path.of("/var/lib/libvirt/images", TestHost.POOL, file);
    }

    /** Returns the process directory of a machine's QEMU. */
    private static Path process(String name) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(directory -> commandLine(directory).contains("guest=" + name + ","))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the sockets that a process has open, by their inodes. */
    private static Set<String> sockets(Path process) throws IOException {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return open.map(ExposureIT::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.replaceAll("[^0-9]", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the sockets of this machine that others can reach over a network, by their inodes. */
    private static Set<String> listening() throws IOException {
        try (Stream<String> tcp = rows("tcp", "tcp6");
                Stream<String> udp = rows("udp", "udp6")) {
            return Stream.concat(tcp.filter(row -> column(row, STATE).equals(LISTENS)), udp)
                    .map(row -> column(row, INODE))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> rows(String... tables) throws IOException {
        Stream<String> rows = Stream.empty();
        for (String table : tables) {
            List<String> lines = Files.readAllLines(Path.of("/proc/net", table));
            rows = Stream.concat(rows, lines.stream().skip(1));
        }
        return rows;
    }

    private static String column(String row, int index) {
        return row.strip().split(" +", -1)[index];
    }
}
