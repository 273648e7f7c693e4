package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.ObservedVolume;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import io.iaas.spi.hypervisor.Volumes;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link Volumes} promises about creating, finding and deleting. */
public abstract class VolumesContract extends HostTest {
    private static final long MIB = 1 << 20;

    /** For subclasses. */
    protected VolumesContract() {}

    @Test
    void createdVolumeIsFoundAndListedWithItsCapacity() {
        VolumeName name = workbench().volume(MIB);

        ObservedVolume found = volumes().find(name).orElseThrow();

        assertThat(found.name()).isEqualTo(name.value());
        assertThat(found.capacityBytes()).isEqualTo(MIB);
        assertThat(volumes().list()).extracting(ObservedVolume::name).contains(name.value());
    }

    @Test
    void qcow2VolumeHasTheCapacityThatGuestsSee() {
        VolumeName name = workbench().volumeName();

        volumes().create(new VolumeSpec(name, DiskFormat.QCOW2, 64 * MIB, Optional.empty()));

        assertThat(volumes().find(name)).map(ObservedVolume::capacityBytes).contains(64 * MIB);
    }

    @Test
    void absentVolumeIsNotFound() {
        assertThat(volumes().find(workbench().volumeName())).isEmpty();
    }

    @Test
    void takenNameIsRefusedAndTheVolumeStaysAsItWas() {
        VolumeName name = workbench().volume(MIB);
        Optional<ObservedVolume> before = volumes().find(name);

        assertFails(
                ErrorCode.FOREIGN_RESOURCE,
                () -> volumes().create(new VolumeSpec(name, DiskFormat.RAW, 2 * MIB, Optional.empty())));

        assertThat(volumes().find(name)).isEqualTo(before);
    }

    @Test
    void foreignVolumeIsFoundAndNotReplaced() {
        VolumeName name = workbench().volumeName();
        fixture().addForeignVolume(name);
        ObservedVolume before = volumes().find(name).orElseThrow();

        assertFails(
                ErrorCode.FOREIGN_RESOURCE,
                () -> volumes().create(new VolumeSpec(name, DiskFormat.RAW, 2 * MIB, Optional.empty())));

        assertThat(volumes().find(name)).contains(before);
    }

    @Test
    void overlayIsCreatedOrRefusedAsDeclared() {
        VolumeName base = workbench().volume(MIB);
        VolumeName name = workbench().volumeName();
        VolumeSpec overlay = overlay(name, base);

        if (can(Capability.OVERLAY)) {
            volumes().create(overlay);
            assertThat(volumes().find(name)).map(ObservedVolume::capacityBytes).contains(overlay.capacityBytes());
        } else {
            assertUnsupported(Capability.OVERLAY, () -> volumes().create(overlay));
            assertThat(volumes().find(name)).isEmpty();
        }
    }

    @Test
    void overlayOnAnAbsentVolumeIsNotCreated() {
        VolumeName name = workbench().volumeName();
        VolumeSpec overlay = overlay(name, workbench().volumeName());

        if (can(Capability.OVERLAY)) {
            assertFails(ErrorCode.NOT_FOUND, () -> volumes().create(overlay));
        } else {
            assertUnsupported(Capability.OVERLAY, () -> volumes().create(overlay));
        }

        assertThat(volumes().find(name)).isEmpty();
    }

    @Test
    void deletedVolumeIsGoneAndItsNameFree() {
        VolumeName name = workbench().volume(MIB);

        volumes().delete(name);
        assertThat(volumes().find(name)).isEmpty();

        volumes().create(new VolumeSpec(name, DiskFormat.RAW, 2 * MIB, Optional.empty()));
        assertThat(volumes().find(name)).map(ObservedVolume::capacityBytes).contains(2 * MIB);
    }

    @Test
    void deletingAnAbsentVolumeSucceeds() {
        VolumeName name = workbench().volume(MIB);

        volumes().delete(name);
        volumes().delete(name);

        assertThat(volumes().find(name)).isEmpty();
    }

    @Test
    void freeSpaceIsTold() {
        assertThat(volumes().freeBytes()).isPositive();
    }

    private static VolumeSpec overlay(VolumeName name, VolumeName base) {
        return new VolumeSpec(
                name, DiskFormat.QCOW2, 2 * MIB, Optional.of(new VolumeSpec.Backing(base, DiskFormat.RAW)));
    }

    private Volumes volumes() {
        return hypervisor().volumes();
    }
}
