package io.iaas.memory;

import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.ObservedVolume;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A volume of a simulated host: its content up to a limit, its digest always. Guarded by the host's lock. */
final class SimulatedVolume {
    private static final long QCOW2_HEADER_BYTES = 196_608;
    private static final long RAW_HEADER_BYTES = 4096;
    private static final int KEPT_BYTES = 16 << 20;

    private final VolumeSpec spec;
    private final boolean foreign;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private MessageDigest digest = sha256();
    private long length;
    private Optional<Checkpoint> checkpoint = Optional.empty();

    SimulatedVolume(VolumeSpec spec, boolean foreign) {
        this.spec = spec;
        this.foreign = foreign;
    }

    /**
     * What a domain was, kept beside the content of its disk.
     *
     * @param guest the guest, halted
     * @param bytes the space that it takes
     */
    record Checkpoint(GuestRun guest, long bytes) {}

    /** What a volume takes before anything is written to it. */
    static long headerBytes(DiskFormat format) {
        return format == DiskFormat.QCOW2 ? QCOW2_HEADER_BYTES : RAW_HEADER_BYTES;
    }

    VolumeName name() {
        return spec.name();
    }

    DiskFormat format() {
        return spec.format();
    }

    long allocated() {
        return headerBytes(spec.format())
                + length
                + checkpoint.map(Checkpoint::bytes).orElse(0L);
    }

    Optional<Checkpoint> checkpoint() {
        return checkpoint;
    }

    void keep(Optional<Checkpoint> newCheckpoint) {
        checkpoint = newCheckpoint;
    }

    Optional<VolumeName> backing() {
        return spec.backing().map(VolumeSpec.Backing::volume);
    }

    boolean holds(long bytes) {
        return spec.format() == DiskFormat.QCOW2 || bytes <= spec.capacityBytes();
    }

    void empty() {
        kept.reset();
        digest = sha256();
        length = 0;
    }

    void append(byte[] bytes, int count) {
        digest.update(bytes, 0, count);
        length += count;
        if (length <= KEPT_BYTES) {
            kept.write(bytes, 0, count);
        }
    }

    Optional<byte[]> content() {
        return length == kept.size() ? Optional.of(kept.toByteArray()) : Optional.empty();
    }

    ObservedVolume observed() {
        return new ObservedVolume(spec.name().value(), spec.capacityBytes(), allocated());
    }

    HostSnapshot.Volume snapshot() {
        return new HostSnapshot.Volume(
                spec.format(),
                spec.capacityBytes(),
                spec.backing().map(backing -> backing.volume().value()),
                foreign,
                length,
                digestSoFar(),
                checkpoint.isPresent());
    }

    private String digestSoFar() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this JDK's SHA-256 cannot be read on the way", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
