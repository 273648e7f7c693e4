package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Consoles;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.libvirt.jna.StoragePoolPointer;
import org.libvirt.jna.StorageVolPointer;

/**
 * Console logs of a libvirt host. The log daemon writes them into the pool's directory and rotates them; each is made
 * as a volume beforehand, together with the first rotated part, so that the storage API reads both on any host.
 */
final class LibvirtConsoles implements Consoles {
    private static final long BETWEEN_REFRESHES_NANOS = 100_000_000;

    private final Lanes lanes;
    private final Pool pool;
    private final Declared declared;

    LibvirtConsoles(Lanes lanes, Pool pool, Declared declared) {
        this.lanes = lanes;
        this.pool = pool;
        this.declared = declared;
    }

    @Override
    public boolean exists(VolumeName log) {
        declared.require(Capability.CONSOLE_LOG);
        return lanes.operations()
                .read(
                        "find console log " + log,
                        session -> pool.in(
                                session,
                                ready ->
                                        pool.volume(session, ready, log.value()).isPresent()));
    }

    @Override
    public void create(VolumeName log) {
        declared.require(Capability.CONSOLE_LOG);
        lanes.operations()
                .change(
                        "create console log " + log,
                        session -> pool.in(session, ready -> {
                            create(session, ready, log);
                            try {
                                create(session, ready, new VolumeName(LogFiles.rotated(log, 0)));
                            } catch (HypervisorException e) {
                                // What is left of an earlier try is as good.
                                if (e.code() != ErrorCode.FOREIGN_RESOURCE) {
                                    throw e;
                                }
                            }
                            return true;
                        }));
    }

    private static void create(Session session, StoragePoolPointer ready, VolumeName name) {
        String xml = VolumeXml.write(new VolumeSpec(name, DiskFormat.RAW, 0, Optional.empty()), Optional.empty());
        LibvirtVolumes.create(session, ready, xml, "console log " + name);
    }

    @Override
    public byte[] tail(VolumeName log, int maxBytes) {
        declared.require(Capability.CONSOLE_LOG);
        return lanes.transfers()
                .read(
                        "read console log " + log,
                        session -> pool.in(session, ready -> {
                            byte[] newest = tail(session, ready, log.value(), maxBytes);
                            if (newest.length == maxBytes) {
                                return newest;
                            }
                            byte[] older = tail(session, ready, LogFiles.rotated(log, 0), maxBytes - newest.length);
                            ByteArrayOutputStream both = new ByteArrayOutputStream(older.length + newest.length);
                            both.writeBytes(older);
                            both.writeBytes(newest);
                            return both.toByteArray();
                        }));
    }

    private byte[] tail(Session session, StoragePoolPointer ready, String name, int maxBytes) {
        Optional<StorageVolPointer> volume = pool.volume(session, ready, name);
        if (volume.isEmpty() || maxBytes <= 0) {
            return new byte[0];
        }
        long size = pool.info(session, volume.get()).capacity;
        int length = (int) Math.min(size, maxBytes);
        return length == 0 ? new byte[0] : new Download(session).read(volume.get(), size - length, length);
    }

    /** A log of which only rotated parts are left is one still: somebody else deleted the rest. */
    @Override
    public List<String> list() {
        declared.require(Capability.CONSOLE_LOG);
        return lanes.statistics().read("list console logs", session -> {
            StoragePoolPointer ready = pool.ready(session);
            pool.refresh(session, ready);
            return pool.volumes(session, ready).stream()
                    .map(volume -> LogFiles.log(pool.name(session, volume)))
                    .distinct()
                    .toList();
        });
    }

    @Override
    public void delete(VolumeName log) {
        declared.require(Capability.CONSOLE_LOG);
        long deadline = System.nanoTime() + lanes.operations().limit().toNanos() / 2;
        lanes.operations()
                .change(
                        "delete console log " + log,
                        session -> pool.in(session, ready -> {
                            Optional<StorageVolPointer> first = pool.volume(session, ready, LogFiles.rotated(log, 0));
                            if (first.isPresent() && pool.info(session, first.get()).capacity > 0) {
                                learnOfRotated(session, ready, log, deadline);
                            }
                            for (int i = 0;
                                    i < LogFiles.MOST_ROTATED && delete(session, ready, LogFiles.rotated(log, i));
                                    i++) {
                                // Until there is none of the next number.
                            }
                            return delete(session, ready, log.value());
                        }));
    }

    private boolean delete(Session session, StoragePoolPointer ready, String name) {
        Optional<StorageVolPointer> volume = pool.volume(session, ready, name);
        volume.ifPresent(present -> LibvirtVolumes.delete(session, present));
        return volume.isPresent();
    }

    /** The log daemon has made files that the pool does not know yet. */
    private void learnOfRotated(Session session, StoragePoolPointer ready, VolumeName log, long deadline) {
        while (!pool.refresh(session, ready)) {
            if (System.nanoTime() > deadline) {
                throw new HypervisorException(
                        ErrorCode.HYPERVISOR_TIMEOUT,
                        "cannot delete console log " + log + ": the storage pool was busy all the time",
                        "");
            }
            LockSupport.parkNanos(BETWEEN_REFRESHES_NANOS);
        }
    }
}
