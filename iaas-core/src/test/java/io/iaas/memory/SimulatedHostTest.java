package io.iaas.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SimulatedHostTest {
    private final VirtualTime time = VirtualTime.manual(Instant.parse("2026-03-01T00:00:00Z"));
    private final SimulatedHost host =
            SimulatedHost.builder().time(time).memoryMib(2048).build();
    private final SimulatedHypervisor hypervisor = SimulatedHypervisor.connect(host);

    @Test
    void hostOutlivesItsDriver() {
        Machine machine = Machine.number(1).startedOn(hypervisor);
        hypervisor.close();

        SimulatedHypervisor next = SimulatedHypervisor.connect(host);

        assertThat(machine.stateOn(next)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void snapshotIsTheSameAfterEverythingWasUndone() {
        host.addForeignDomain("neighbour", new UUID(9, 9));
        host.addForeignVolume(new VolumeName("neighbour.img"));
        HostSnapshot before = host.snapshot();

        Machine machine = Machine.number(1).startedOn(hypervisor);
        assertThat(host.snapshot()).isNotEqualTo(before);
        assertThat(host.snapshot().foreign()).isEqualTo(before.foreign());
        hypervisor.power().powerOff(machine.ref());
        hypervisor.domains().undefine(machine.ref());
        hypervisor.volumes().delete(machine.disk());
        hypervisor.consoles().delete(machine.log());

        assertThat(host.snapshot()).isEqualTo(before);
        assertThat(before.isEmpty()).isFalse();
    }

    @Test
    void guestTakesItsTimeToAnAddressAndLosesItWithItsPower() {
        Machine machine = Machine.number(1).startedOn(hypervisor);

        time.advance(Duration.ofMillis(2999));
        assertThat(hypervisor.networks().leases()).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(hypervisor.networks().leases()).containsOnlyKeys(machine.mac());

        hypervisor.power().powerOff(machine.ref());
        assertThat(hypervisor.networks().leases()).isEmpty();
    }

    @Test
    void pausedGuestDoesNotGoOnWithItsBoot() {
        Machine machine = Machine.number(1).startedOn(hypervisor);
        time.advance(Duration.ofSeconds(1));

        hypervisor.power().pause(machine.ref());
        time.advance(Duration.ofHours(1));
        assertThat(console(machine)).isEmpty();

        hypervisor.power().resume(machine.ref());
        time.advance(Duration.ofSeconds(1));
        assertThat(console(machine)).isEqualTo("simulated guest ready\r\n");
    }

    @Test
    void guestThatListensPowersOffInItsTime() {
        Machine machine = Machine.number(1).startedOn(hypervisor);

        hypervisor.power().requestShutdown(machine.ref());
        assertThat(machine.stateOn(hypervisor)).isEqualTo(DomainState.SHUTTING_DOWN);
        time.advance(Duration.ofSeconds(2));

        assertThat(machine.stateOn(hypervisor)).isEqualTo(DomainState.OFF);
    }

    @Test
    void deafGuestRunsOn() {
        SimulatedHost deaf = SimulatedHost.builder()
                .time(time)
                .guest(SimulatedGuest.booting().deafToRequests())
                .build();
        SimulatedHypervisor driver = SimulatedHypervisor.connect(deaf);
        Machine machine = Machine.number(1).startedOn(driver);

        driver.power().requestShutdown(machine.ref());
        time.advance(Duration.ofDays(1));

        assertThat(machine.stateOn(driver)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void guestThatRestartsGreetsAgain() {
        Machine machine = Machine.number(1).startedOn(hypervisor);
        time.advance(Duration.ofSeconds(5));

        hypervisor.power().requestReboot(machine.ref());
        time.advance(Duration.ofSeconds(5));
        hypervisor.power().reset(machine.ref());
        time.advance(Duration.ofSeconds(5));

        assertThat(console(machine)).isEqualTo("simulated guest ready\r\n".repeat(3));
    }

    @Test
    void testLetsGuestsDieAndWriteAndPowerOff() {
        Machine machine = Machine.number(1).startedOn(hypervisor);

        host.write(machine.ref().vmId(), "login:");
        host.crash(machine.ref().vmId());
        assertThat(machine.stateOn(hypervisor)).isEqualTo(DomainState.CRASHED);
        hypervisor.power().start(machine.ref());
        host.powerOffFromInside(machine.ref().vmId());

        assertThat(machine.stateOn(hypervisor)).isEqualTo(DomainState.OFF);
        assertThat(console(machine)).isEqualTo("login:\r\n");
    }

    @Test
    void startIsRefusedWhenTheMemoryOfTheHostIsUsedUp() {
        Machine.number(1).startedOn(hypervisor);
        Machine.number(2).startedOn(hypervisor);
        Machine third = Machine.number(3).definedOn(hypervisor);

        assertFails(ErrorCode.HOST_EXHAUSTED, () -> hypervisor.power().start(third.ref()));
        hypervisor.power().powerOff(Machine.number(1).ref());

        assertThatCode(() -> hypervisor.power().start(third.ref())).doesNotThrowAnyException();
    }

    @Test
    void fullStorageEndsAnUploadAndRefusesVolumes() {
        SimulatedHypervisor small = SimulatedHypervisor.connect(
                SimulatedHost.builder().storageBytes(300_000).build());
        VolumeName name = new VolumeName("image");
        small.volumes().create(new VolumeSpec(name, DiskFormat.QCOW2, 1 << 30, Optional.empty()));

        assertFails(ErrorCode.STORAGE_FULL, () -> upload(small, name, new byte[1 << 20]));
        assertFails(
                ErrorCode.STORAGE_FULL,
                () -> small.volumes()
                        .create(new VolumeSpec(new VolumeName("next"), DiskFormat.QCOW2, 1, Optional.empty())));

        assertThat(small.volumes().list()).hasSize(1);
    }

    @Test
    void contentOfAVolumeIsRead() {
        VolumeName name = new VolumeName("seed");
        byte[] content = "#cloud-config".getBytes(StandardCharsets.UTF_8);
        hypervisor.volumes().create(new VolumeSpec(name, DiskFormat.RAW, content.length, Optional.empty()));

        upload(hypervisor, name, content);

        assertThat(host.content(name))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(content));
        assertThat(host.snapshot().volumes().values())
                .extracting(HostSnapshot.Volume::lengthBytes)
                .containsExactly((long) content.length);
    }

    @Test
    void volumeInUseIsNotDeleted() {
        Machine machine = Machine.number(1).startedOn(hypervisor);
        VolumeName overlay = new VolumeName("overlay");
        VolumeName base = new VolumeName("base");
        hypervisor.volumes().create(new VolumeSpec(base, DiskFormat.RAW, 512, Optional.empty()));
        hypervisor
                .volumes()
                .create(new VolumeSpec(
                        overlay, DiskFormat.QCOW2, 512, Optional.of(new VolumeSpec.Backing(base, DiskFormat.RAW))));

        assertFails(ErrorCode.WRONG_STATE, () -> hypervisor.volumes().delete(machine.disk()));
        assertFails(ErrorCode.WRONG_STATE, () -> hypervisor.volumes().delete(base));
    }

    @Test
    void releaseRemovesPoolAndNetworkOnceNothingIsThere() {
        Machine machine = Machine.number(1).definedOn(hypervisor);
        assertThat(hypervisor.release()).isEmpty();
        hypervisor.domains().undefine(machine.ref());
        hypervisor.volumes().delete(machine.disk());

        assertThat(hypervisor.release()).hasSize(2);
        assertThat(hypervisor.release()).isEmpty();
    }

    private String console(Machine machine) {
        return new String(hypervisor.consoles().tail(machine.log(), 1 << 16), StandardCharsets.UTF_8);
    }

    private static void upload(SimulatedHypervisor driver, VolumeName name, byte[] content) {
        driver.volumes().upload(name, new ByteArrayInputStream(content), content.length, moved -> {});
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
