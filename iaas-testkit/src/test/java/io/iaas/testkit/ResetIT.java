package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.VmState;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ErrorCode;
import io.iaas.image.Firmware;
import io.iaas.image.ImageSpec;
import io.iaas.operation.OperationFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A machine is made what it was, its memory and its disk, on real QEMU. */
@Tag("guest")
class ResetIT {
    private static final Logger LOG = LoggerFactory.getLogger(ResetIT.class);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int MANY = 8;

    @BeforeAll
    static void choose() {
        Guests.useTranslator();
    }

    private static ThrowawaySpec.Builder tiny() {
        return ThrowawaySpec.disk(Guests.bootSector()).memoryMib(16);
    }

    private static ThrowawayVm kept(String line) {
        return ThrowawayVms.start(
                tiny().resettable().waitFor(WaitCondition.console(line), LIMIT).build());
    }

    private static long lines(ThrowawayVm vm, String line) {
        return Pattern.compile("^" + line + "\\R", Pattern.MULTILINE)
                .matcher(vm.console())
                .results()
                .count();
    }

    private static void awaitLines(ThrowawayVm vm, String line, int times) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(lines(vm, line)).isEqualTo(times));
    }

    @Test
    void memoryIsWhatItWas() {
        try (ThrowawayVm vm = kept("D HB 1")) {
            // The log may be one line behind what the guest had written when it was kept.
            String later = "D HB " + (lines(vm, "D HB [0-9]+") + 2);
            awaitLines(vm, later, 1);

            vm.reset();

            awaitLines(vm, later, 2);
            assertThat(lines(vm, "D BOOT 1")).isOne();
        }
    }

    @Test
    void diskIsWhatItWas() {
        try (ThrowawayVm vm = kept("D BOOT 1")) {
            vm.compute().reset(vm.id()).await(LIMIT);
            awaitLines(vm, "D BOOT 2", 1);

            vm.reset();
            vm.compute().reset(vm.id()).await(LIMIT);

            awaitLines(vm, "D BOOT 2", 2);
            assertThat(lines(vm, "D BOOT 3")).isZero();
        }
    }

    @Test
    void machineIsResetWhateverWasDoneToIt() {
        try (ThrowawayVm vm = kept("D BOOT 1")) {
            vm.compute().pause(vm.id()).await(LIMIT);
            vm.reset();
            assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING);

            vm.compute().forceStop(vm.id()).await(LIMIT);
            vm.reset();
            assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING);

            vm.compute().stop(vm.id(), LIMIT, false).await(LIMIT);
            vm.reset();
            assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING);
        }
    }

    @Test
    void laterMomentIsKeptInPlaceOfTheFirst() {
        try (ThrowawayVm vm = kept("D BOOT 1")) {
            vm.compute().reset(vm.id()).await(LIMIT);
            awaitLines(vm, "D BOOT 2", 1);
            vm.checkpoint();

            vm.reset();
            vm.compute().reset(vm.id()).await(LIMIT);

            awaitLines(vm, "D BOOT 3", 1);
            assertThat(lines(vm, "D BOOT 2")).isOne();
        }
    }

    @Test
    void machineThatWasNotKeptSaysSoAndRunsOn() {
        try (ThrowawayVm vm = ThrowawayVms.start(tiny().build())) {
            assertThatThrownBy(vm::reset)
                    .isInstanceOfSatisfying(
                            OperationFailedException.class,
                            e -> assertThat(e.evidence().code()).isEqualTo(ErrorCode.NOT_FOUND))
                    .hasMessageContaining("no checkpoint");

            assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING);
        }
    }

    @Test
    void machineThatCannotBeKeptIsNotStarted() {
        ImageSpec image =
                ImageSpec.disk("image", Guests.file("b-uefi/disk.qcow2")).withFirmware(Firmware.UEFI);

        assertThatThrownBy(() -> ThrowawayVms.start(
                        ThrowawaySpec.image(image).memoryMib(128).resettable().build()))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("does not support snapshots");
    }

    @Test
    void linuxGuestWithoutDiskAnswersAtOnceAtItsAddress() throws IOException {
        ThrowawaySpec spec = ThrowawaySpec.image(Guests.linux())
                .memoryMib(128)
                .resettable()
                .waitFor(WaitCondition.port(22), LIMIT)
                .build();
        try (ThrowawayVm vm = ThrowawayVms.start(spec)) {
            InetAddress address = vm.address().orElseThrow();
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                vm.reset();
                long runs = System.nanoTime();
                assertThat(firstByte(address)).isEqualTo('S');
                LOG.warn("reset after {} ms, SSH answers {} ms later", millis(start, runs), millis(runs));
            }
            assertThat(vm.address()).contains(address);
        }
    }

    private static int firstByte(InetAddress address) throws IOException {
        try (Socket socket = new Socket(address, 22)) {
            return socket.getInputStream().read();
        }
    }

    @Test
    void machinesOfAGroupAreResetAtOnce() {
        try (VmGroup group = ThrowawayVms.start(
                MANY,
                tiny().resettable()
                        .waitFor(WaitCondition.console("D BOOT 1"), LIMIT)
                        .build())) {
            long start = System.nanoTime();
            group.reset();
            LOG.warn("{} machines reset after {} ms", MANY, millis(start));

            assertThat(group.vms())
                    .extracting(vm -> vm.vm().state())
                    .containsOnly(VmState.RUNNING)
                    .hasSize(MANY);
        }
    }

    private static long millis(long start) {
        return millis(start, System.nanoTime());
    }

    private static long millis(long start, long end) {
        return Duration.ofNanos(end - start).toMillis();
    }

    @Test
    void resetMachineIsGoneWhenItIsClosed() {
        ThrowawayVm vm = kept("D BOOT 1");
        try (vm) {
            vm.reset();
        }

        List<String> left = new Observer(ThrowawaySettings.ofThisProcess().leases())
                .of(vm.id().toString());
        assertThat(left).isEmpty();
    }
}
