package io.iaas.libvirt;

import io.iaas.compute.VmId;
import io.iaas.error.ErrorCode;
import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.OwnerTag;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves that KVM runs guests: a boot sector that goes the way of an operating system, up to long mode and a user's
 * program, and then powers its machine off must have done so in time. On some hosts, nested ones above all, KVM is
 * offered and its guests hang; on some, only those that leave real mode.
 */
final class KvmProof {
    private static final Logger LOG = LoggerFactory.getLogger(KvmProof.class);
    static final Duration LIMIT = Duration.ofSeconds(8);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int SECTOR = 512;
    /** The firmware boots from no disk smaller than a cylinder. */
    private static final long DISK = 1 << 20;

    private static final int MEMORY_MIB = 16;
    /** The daemon ends the guest when the connection goes, also by the death of this process. */
    private static final int AUTODESTROY = 2;

    private final Lanes lanes;
    private final Pool pool;
    private final LibvirtVolumes volumes;
    private final Virtualization virtualization;
    private final Duration limit;

    KvmProof(Lanes lanes, Pool pool, LibvirtVolumes volumes) {
        this(lanes, pool, volumes, Virtualization.KVM, LIMIT);
    }

    /** Proves another kind of virtualization, within another time. */
    KvmProof(Lanes lanes, Pool pool, LibvirtVolumes volumes, Virtualization virtualization, Duration limit) {
        this.lanes = lanes;
        this.pool = pool;
        this.volumes = volumes;
        this.virtualization = virtualization;
        this.limit = limit;
    }

    Verdict prove() {
        return prove(bootSector());
    }

    Verdict prove(byte[] sector) {
        UUID id = UUID.randomUUID();
        VolumeName disk = new VolumeName("iaas-kvm-proof-" + id);
        volumes.create(new VolumeSpec(disk, DiskFormat.RAW, DISK, Optional.empty()));
        try {
            volumes.upload(disk, new ByteArrayInputStream(sector), SECTOR, moved -> {});
            return run(id, disk);
        } finally {
            volumes.delete(disk);
        }
    }

    private Verdict run(UUID id, VolumeName disk) {
        long start = System.nanoTime();
        try {
            lanes.transfers().change("start a guest that proves KVM", session -> {
                String xml = DomainXml.write(new DomainPlan(
                        spec(id, disk),
                        virtualization,
                        false,
                        false,
                        Map.of(disk, pool.in(session, ready -> pool.path(session, ready, disk))),
                        Optional.empty(),
                        Optional.empty()));
                session.own(
                        session.api().virDomainCreateXML(session.connection(), xml, AUTODESTROY),
                        session.api()::virDomainFree);
                return true;
            });
            for (DomainState state = state(id); state != DomainState.OFF; state = state(id)) {
                if (state == DomainState.PAUSED || state == DomainState.CRASHED) {
                    return new Verdict(Virtualization.TCG, "KVM is offered, but it gave a guest up on its way");
                }
                if (System.nanoTime() - start > limit.toNanos()) {
                    return new Verdict(
                            Virtualization.TCG,
                            "KVM is offered, but a guest did not come to life within " + BoundedCalls.text(limit));
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            return new Verdict(virtualization, "a guest ran and ended");
        } catch (HypervisorException e) {
            if (e.code() == ErrorCode.HYPERVISOR_UNAVAILABLE) {
                throw e;
            }
            return new Verdict(
                    Virtualization.TCG,
                    "KVM is offered, but no guest starts ("
                            + oneLine(e.driverError().orElse("")) + ")");
        } finally {
            end(id);
        }
    }

    private DomainState state(UUID id) {
        return lanes.transfers().read("watch a guest that proves KVM", session -> {
            DomainHandles domains = new DomainHandles(session);
            return domains.byUuid(id).flatMap(domains::stateIfThere).orElse(DomainState.OFF);
        });
    }

    private void end(UUID id) {
        try {
            lanes.transfers()
                    .change(
                            "end a guest that proves KVM",
                            session -> new DomainHandles(session)
                                    .byUuid(id)
                                    .map(domain -> session.api().virDomainDestroyFlags(domain, 0))
                                    .orElse(0));
        } catch (HypervisorException e) {
            LOG.warn("A guest that was to prove KVM could not be ended: {}", e.getMessage());
        }
    }

    private static DomainSpec spec(UUID id, VolumeName disk) {
        DomainRef ref = new DomainRef(new VmId(id), "iaas-kvm-proof-" + id, "kvm-proof");
        return new DomainSpec(
                ref,
                new OwnerTag(ref.installation(), id, id, id, 0),
                "",
                1,
                MEMORY_MIB,
                new Boot.Disk(Firmware.BIOS),
                List.of(new DiskAttachment(disk, DiskFormat.RAW, true)),
                List.of(),
                Optional.empty());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    /** Returns the guest: kvm-proof.asm, assembled. */
    static byte[] bootSector() {
        try (InputStream sector = KvmProof.class.getResourceAsStream("kvm-proof.bin")) {
            return Objects.requireNonNull(sector, "kvm-proof.bin").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
