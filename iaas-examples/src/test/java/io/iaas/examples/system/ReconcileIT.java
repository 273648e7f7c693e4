package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static io.iaas.examples.system.RealCloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.image.Image;
import io.iaas.reconcile.Drift;
import io.iaas.reconcile.Drift.Action;
import io.iaas.reconcile.Drift.Kind;
import io.iaas.reconcile.Drift.ResourceType;
import io.iaas.reconcile.DriftReport;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.OwnerTag;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real libvirt, late effects of a lost worker are found and removed, and what is not ours stays. */
class ReconcileIT {
    private static final VolumeName FOREIGN_VOLUME = new VolumeName("theirs.qcow2");

    @TempDir
    Path directory;

    @Test
    void lateEffectsOfALostWorkerGoAndForeignThingsStay() {
        try (RealCloud cloud = RealCloud.open(directory, "reconcile")) {
            Image image = cloud.bootSector();
            Vm kept = cloud.iaas.compute().create(aVm("kept", image).build()).await(PATIENCE);
            Vm gone = cloud.iaas.compute().create(aVm("gone", image).build()).await(PATIENCE);
            cloud.iaas.compute().delete(gone.id()).await(PATIENCE);
            VmId theirs = new VmId(UUID.randomUUID());
            DomainRef foreign = new DomainRef(theirs, "iaas-0123456789ab-" + theirs, "0123456789ab");
            DomainRef ghost = cloud.domain(gone.id());
            try {
                make(cloud, FOREIGN_VOLUME);
                cloud.host.domains().define(spec(foreign, FOREIGN_VOLUME));
                List<String> before = cloud.inventory();
                VolumeName disk = new VolumeName(ghost.name() + "-disk0");
                make(cloud, disk);
                cloud.host.consoles().create(new VolumeName(ghost.name() + "-console"));
                cloud.host.domains().define(spec(ghost, disk));
                cloud.host.power().start(ghost);

                DriftReport report = cloud.iaas.reconcile().reap(Duration.ofSeconds(1));

                assertThat(report.drifts())
                        .extracting(
                                Drift::kind,
                                drift -> drift.resource().type(),
                                drift -> drift.outcome().action())
                        .containsExactly(
                                tuple(Kind.GHOST_DOMAIN, ResourceType.DOMAIN, Action.REAPED),
                                tuple(Kind.ORPHAN_VOLUME, ResourceType.DISK, Action.REAPED),
                                tuple(Kind.ORPHAN_VOLUME, ResourceType.CONSOLE_LOG, Action.REAPED));
                assertThat(cloud.inventory()).isEqualTo(before);
                assertThat(cloud.host.domains().find(foreign)).isPresent();
                assertThat(cloud.host.domains().find(cloud.domain(kept.id())))
                        .get()
                        .extracting(domain -> domain.state())
                        .isEqualTo(DomainState.RUNNING);
                assertThat(cloud.iaas.reconcile().report().drifts()).isEmpty();
            } finally {
                cloud.host.domains().undefine(foreign);
                cloud.host.volumes().delete(FOREIGN_VOLUME);
            }
        }
    }

    @Test
    void machineWhoseDomainSomebodyRemovedIsDefinedAgainAndStarts() {
        try (RealCloud cloud = RealCloud.open(directory, "redefine")) {
            Vm vm = cloud.iaas
                    .compute()
                    .create(aVm("web", cloud.bootSector()).build())
                    .await(PATIENCE);
            List<String> before = cloud.inventory();
            cloud.host.power().powerOff(cloud.domain(vm.id()));
            cloud.host.domains().undefine(cloud.domain(vm.id()));

            DriftReport report = cloud.iaas.reconcile().repair();

            assertThat(report.drifts())
                    .extracting(Drift::kind, drift -> drift.outcome().action())
                    .containsExactly(tuple(Kind.MISSING_DOMAIN, Action.REPAIRED));
            assertThat(cloud.iaas.compute().get("web").state()).isEqualTo(VmState.STOPPED);
            cloud.iaas.compute().start(vm.id()).await(PATIENCE);
            assertThat(cloud.inventory()).isEqualTo(before);
        }
    }

    private static void make(RealCloud cloud, VolumeName volume) {
        cloud.host.volumes().create(new VolumeSpec(volume, DiskFormat.QCOW2, 1 << 20, Optional.empty()));
    }

    /** Returns a domain as a create of this library would define it, under a claim that was lost. */
    private static DomainSpec spec(DomainRef ref, VolumeName disk) {
        UUID id = ref.vmId().value();
        return new DomainSpec(
                ref,
                new OwnerTag(ref.installation(), new UUID(0, 1), id, UUID.randomUUID(), 1),
                "late",
                1,
                32,
                new Boot.Disk(Firmware.BIOS),
                List.of(new DiskAttachment(disk, DiskFormat.QCOW2, false)),
                List.of(),
                Optional.empty());
    }
}
