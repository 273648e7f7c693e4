package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Checkpoints;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Checkpoints} promises, and that it is refused where {@link Capability#CHECKPOINTS} is not declared. */
abstract class CheckpointsContract extends HostTest {
    private Checkpoints checkpoints() {
        return hypervisor().checkpoints();
    }

    /** Returns a domain that runs from a disk in which a checkpoint can lie. */
    private DomainRef running() {
        DomainRef ref = workbench().ref();
        hypervisor().domains().define(spec(ref));
        hypervisor().power().start(ref);
        return ref;
    }

    private DomainSpec spec(DomainRef ref) {
        VolumeName below = workbench().guestDisk();
        VolumeName disk = workbench().volumeName();
        hypervisor()
                .volumes()
                .create(new VolumeSpec(
                        disk, DiskFormat.QCOW2, 1 << 20, Optional.of(new VolumeSpec.Backing(below, DiskFormat.RAW))));
        DomainSpec spec = workbench().spec(ref, below, List.of(), Optional.empty());
        return new DomainSpec(
                ref,
                spec.owner(),
                spec.title(),
                spec.vcpus(),
                spec.memoryMib(),
                spec.boot(),
                List.of(new DiskAttachment(disk, DiskFormat.QCOW2, false)),
                spec.nics(),
                spec.consoleLog());
    }

    private boolean refused() {
        if (can(Capability.CHECKPOINTS)) {
            return false;
        }
        DomainRef ref = workbench().running();
        assertUnsupported(Capability.CHECKPOINTS, () -> checkpoints().take(ref));
        assertUnsupported(Capability.CHECKPOINTS, () -> checkpoints().restore(ref));
        assertUnsupported(Capability.CHECKPOINTS, () -> checkpoints().discard(ref));
        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
        return true;
    }

    @Test
    void domainRunsOnBehindItsCheckpointAndFromIt() {
        if (refused()) {
            return;
        }
        DomainRef ref = running();
        checkpoints().take(ref);
        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);

        checkpoints().restore(ref);
        checkpoints().restore(ref);

        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void checkpointIsTakenInPlaceOfAnEarlierOne() {
        if (refused()) {
            return;
        }
        DomainRef ref = running();
        checkpoints().take(ref);
        checkpoints().take(ref);
        checkpoints().discard(ref);

        assertFails(ErrorCode.NOT_FOUND, () -> checkpoints().restore(ref));
    }

    @Test
    void pausedDomainStaysSoWhenItIsKeptAndRunsWhenItIsRestored() {
        if (refused()) {
            return;
        }
        DomainRef ref = running();
        hypervisor().power().pause(ref);
        checkpoints().take(ref);
        assertThat(stateOf(ref)).isEqualTo(DomainState.PAUSED);

        checkpoints().restore(ref);

        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void domainWithoutCheckpointRunsOnWhenItIsToBeRestored() {
        if (refused()) {
            return;
        }
        DomainRef ref = running();

        assertFails(ErrorCode.NOT_FOUND, () -> checkpoints().restore(ref));
        checkpoints().discard(ref);

        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void checkpointOutlastsTheGuest() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().ref();
        DomainSpec spec = spec(ref);
        hypervisor().domains().define(spec);
        hypervisor().power().start(ref);
        checkpoints().take(ref);
        hypervisor().power().powerOff(ref);

        assertFails(
                can(Capability.EPHEMERAL) ? ErrorCode.NOT_FOUND : ErrorCode.WRONG_STATE,
                () -> checkpoints().restore(ref));
        if (can(Capability.EPHEMERAL)) {
            hypervisor().domains().define(spec);
        }
        hypervisor().power().start(ref);
        checkpoints().restore(ref);

        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
        hypervisor().power().powerOff(ref);
        assertOff(ref);
    }

    @Test
    void guestEndsWithItsDriverAlsoWhenItWasRestored() {
        if (refused() || !can(Capability.EPHEMERAL)) {
            return;
        }
        DomainRef ref = workbench().ref();
        hypervisor().domains().define(spec(ref));
        try (var other = fixture().anotherHypervisor()) {
            other.power().start(ref);
            other.checkpoints().take(ref);
            other.checkpoints().restore(ref);
        }

        waitUntil("the other driver's guest is gone", () -> isOff(ref));
    }

    @Test
    void diskThatCannotKeepACheckpointIsToldOfAndTheGuestRunsOn() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().running();

        assertFails(ErrorCode.HYPERVISOR_REFUSED, () -> checkpoints().take(ref));

        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void absentAndForeignDomainsAreNotTouched() {
        if (refused()) {
            return;
        }
        DomainRef absent = workbench().ref();
        assertFails(ErrorCode.NOT_FOUND, () -> checkpoints().take(absent));

        DomainRef taken = workbench().ref();
        fixture().addForeignDomain(taken.name(), UUID.randomUUID());
        assertFails(ErrorCode.FOREIGN_RESOURCE, () -> checkpoints().take(taken));
        assertFails(ErrorCode.FOREIGN_RESOURCE, () -> checkpoints().restore(taken));
        assertFails(ErrorCode.FOREIGN_RESOURCE, () -> checkpoints().discard(taken));
    }
}
