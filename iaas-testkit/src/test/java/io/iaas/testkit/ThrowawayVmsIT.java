package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.compute.WaitCondition;
import io.iaas.error.InvalidInputException;
import io.iaas.error.NotFoundException;
import io.iaas.image.Firmware;
import io.iaas.image.ImageSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Throwaway machines without JUnit's help, on real QEMU. */
class ThrowawayVmsIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    private Path temporary;

    @BeforeAll
    static void choose() {
        Guests.useTranslator();
    }

    private static ThrowawaySpec.Builder tiny() {
        return ThrowawaySpec.disk(Guests.bootSector()).memoryMib(16);
    }

    private static List<String> left(ThrowawayVm vm) {
        Path leases = ThrowawaySettings.ofThisProcess().leases();
        return new Observer(leases).of(vm.id().toString());
    }

    @Test
    void startedMachineRunsAndTellsAndIsGoneWhenItIsClosed() {
        ThrowawayVm vm = ThrowawayVms.start(
                tiny().waitFor(WaitCondition.console("D BOOT 1"), LIMIT).build());
        try (vm) {
            assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING);
            assertThat(vm.console()).contains("D BOOT 1");
            assertThat(vm.address()).isEmpty();
            assertThat(left(vm)).isNotEmpty();
        }

        assertThat(left(vm)).isEmpty();
        assertThatThrownBy(vm::vm).isInstanceOf(NotFoundException.class);
        vm.close();
    }

    @Test
    void stoppedMachineStartsAgainFromItsDisk() {
        try (ThrowawayVm vm = ThrowawayVms.start(
                tiny().waitFor(WaitCondition.console("D BOOT 1"), LIMIT).build())) {
            Vm stopped = vm.compute().forceStop(vm.id()).await(LIMIT);
            assertThat(stopped.state()).isEqualTo(VmState.STOPPED);
            assertThat(vm.vm().state()).isEqualTo(VmState.STOPPED);

            vm.compute().start(vm.id()).await(LIMIT);

            assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(vm.console()).contains("D BOOT 2"));
        }
    }

    @Test
    void linuxGuestIsReachedAtItsAddress() throws IOException {
        try (ThrowawayVm vm = ThrowawayVms.start(ThrowawaySpec.image(Guests.linux())
                .memoryMib(128)
                .waitFor(WaitCondition.port(22), LIMIT)
                .build())) {
            InetAddress address = vm.address().orElseThrow();

            try (Socket socket = new Socket(address, 22)) {
                assertThat(socket.getInputStream().read()).isEqualTo('S');
            }
        }
    }

    @Test
    void firmwareLeavesNoVariablesBehind() {
        ImageSpec image =
                ImageSpec.disk("image", Guests.file("b-uefi/disk.qcow2")).withFirmware(Firmware.UEFI);
        ThrowawayVm vm =
                ThrowawayVms.start(ThrowawaySpec.image(image).memoryMib(128).build());
        try (vm) {
            assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING);
        }

        assertThat(left(vm)).isEmpty();
        try (Stream<Path> variables = Files.list(Path.of("/var/lib/libvirt/qemu/nvram"))) {
            assertThat(variables)
                    .noneMatch(file -> file.toString().contains(vm.id().toString()));
        } catch (IOException e) {
            assertThat(Path.of("/var/lib/libvirt/qemu/nvram")).doesNotExist();
        }
    }

    @Test
    void groupStartsTogetherAndIsGoneTogether() {
        VmGroup group = ThrowawayVms.start(4, tiny().build());
        try (group) {
            assertThat(group.vms())
                    .hasSize(4)
                    .allSatisfy(vm -> assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING));
            assertThat(group.vms()).extracting(ThrowawayVm::id).doesNotHaveDuplicates();
        }

        assertThat(group.vms()).allSatisfy(vm -> assertThat(left(vm)).isEmpty());
        group.close();
    }

    @Test
    void groupOfWhichOneFailsLeavesNothing() {
        List<String> before = domains();
        ThrowawaySpec never = tiny().waitFor(WaitCondition.console("never said"), Duration.ofSeconds(1))
                .build();

        assertThatThrownBy(() -> ThrowawayVms.startAll(List.of(tiny().build(), never)))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("console:never said");

        assertThat(domains()).isEqualTo(before);
    }

    @Test
    void forgottenMachineGoesWhenItsLeaseEnds() {
        ThrowawayVm vm =
                ThrowawayVms.start(tiny().expiresAfter(Duration.ofHours(1)).build());
        assertThat(vm.vm().expiresAt()).isPresent();

        vm.compute().renew(vm.id(), Duration.ofMillis(1));

        await().atMost(LIMIT).untilAsserted(() -> assertThatThrownBy(vm::vm).isInstanceOf(NotFoundException.class));
        assertThat(left(vm)).isEmpty();
        vm.close();
    }

    @Test
    void machineThatItsLeaseTakesAwayMayBeClosed() {
        ThrowawayVm vm =
                ThrowawayVms.start(tiny().expiresAfter(Duration.ofHours(1)).build());
        vm.compute().renew(vm.id(), Duration.ofMillis(1));
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> isGoing(vm));

        vm.close();

        await().atMost(LIMIT).untilAsserted(() -> assertThat(left(vm)).isEmpty());
    }

    private static boolean isGoing(ThrowawayVm vm) {
        try {
            return vm.vm().state() == VmState.DELETING;
        } catch (NotFoundException e) {
            return true;
        }
    }

    @Test
    void whatIsNoImageIsToldAndMayBeMendedInTheSameRun() throws IOException {
        Path file = temporary.resolve("disk.img");
        ThrowawaySpec spec = ThrowawaySpec.disk(file).memoryMib(16).build();

        assertThatThrownBy(() -> ThrowawayVms.start(spec))
                .isInstanceOfAny(InvalidInputException.class, StartFailedException.class)
                .hasMessageContaining(file.toString());

        Files.copy(Guests.bootSector(), file);
        try (ThrowawayVm vm = ThrowawayVms.start(spec)) {
            assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING);
        }
    }

    private static List<String> domains() {
        return new Observer(ThrowawaySettings.ofThisProcess().leases())
                .of(Run.current().installation()).stream()
                        .filter(left -> left.startsWith("domain "))
                        .toList();
    }
}
