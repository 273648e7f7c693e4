package io.iaas.libvirt;

import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.ObservedVolume;
import io.iaas.spi.hypervisor.TransferListener;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import io.iaas.spi.hypervisor.Volumes;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.libvirt.jna.StoragePoolPointer;
import org.libvirt.jna.StorageVolPointer;
import org.libvirt.jna.virStorageVolInfo;

/** Volumes of a libvirt host, by libvirt's storage API alone, so that the host may be another machine. */
final class LibvirtVolumes implements Volumes {
    private final Lanes lanes;
    private final Pool pool;
    private final Declared declared;

    LibvirtVolumes(Lanes lanes, Pool pool, Declared declared) {
        this.lanes = lanes;
        this.pool = pool;
        this.declared = declared;
    }

    @Override
    public Optional<ObservedVolume> find(VolumeName name) {
        return lanes.operations()
                .read(
                        "find volume " + name,
                        session -> pool.in(
                                session,
                                ready -> pool.volume(session, ready, name.value())
                                        .flatMap(volume -> observe(session, volume, name.value()))));
    }

    @Override
    public void create(VolumeSpec spec) {
        if (spec.backing().isPresent()) {
            declared.require(Capability.OVERLAY);
        }
        String what = "volume " + spec.name();
        lanes.operations()
                .change(
                        "create " + what,
                        session -> pool.in(session, ready -> {
                            Optional<String> below =
                                    spec.backing().map(backing -> pool.path(session, ready, backing.volume()));
                            return create(session, ready, VolumeXml.write(spec, below), what);
                        }));
    }

    /** libvirt itself refuses what is there already: a look before would be a call more, and prove nothing. */
    static StorageVolPointer create(Session session, StoragePoolPointer ready, String xml, String what) {
        try {
            return session.own(session.api().virStorageVolCreateXML(ready, xml, 0), session.api()::virStorageVolFree);
        } catch (LibvirtFault fault) {
            throw isTaken(fault) ? HypervisorException.foreign(what) : fault;
        }
    }

    /** A file that the pool has not seen yet is told by its words alone. */
    private static boolean isTaken(LibvirtFault fault) {
        return fault.number() == ErrorNumber.STORAGE_VOL_EXIST
                || fault.text().contains("already exists")
                || fault.text().contains("File exists");
    }

    @Override
    public void upload(VolumeName name, InputStream source, long lengthBytes, TransferListener listener) {
        declared.require(Capability.VOLUME_CONTENT);
        new Upload(lanes.transfers(), pool, name).run(source, lengthBytes, listener);
    }

    @Override
    public void delete(VolumeName name) {
        lanes.operations()
                .change(
                        "delete volume " + name,
                        session -> pool.in(session, ready -> {
                            Optional<StorageVolPointer> volume = pool.volume(session, ready, name.value());
                            volume.ifPresent(present -> delete(session, present));
                            return volume.isPresent();
                        }));
    }

    static void delete(Session session, StorageVolPointer volume) {
        if (session.api().virStorageVolDelete(volume, 0) < 0) {
            LibvirtFault fault = session.fault();
            if (fault.number() != ErrorNumber.NO_STORAGE_VOL) {
                throw fault;
            }
        }
    }

    @Override
    public List<ObservedVolume> list() {
        return lanes.statistics().read("list volumes", session -> {
            StoragePoolPointer ready = pool.ready(session);
            pool.refresh(session, ready);
            List<ObservedVolume> all = pool.volumes(session, ready).stream()
                    .flatMap(volume -> observe(session, volume, pool.name(session, volume)).stream())
                    .toList();
            Set<String> names = all.stream().map(ObservedVolume::name).collect(Collectors.toSet());
            return all.stream()
                    .filter(volume -> !LogFiles.isRotated(volume.name(), names))
                    .toList();
        });
    }

    @Override
    public long freeBytes() {
        return lanes.statistics().read("ask for free space", session -> {
            StoragePoolPointer ready = pool.ready(session);
            pool.refresh(session, ready);
            return pool.info(session, ready).available;
        });
    }

    /** Returns what a volume is now; empty when its file has gone meanwhile. */
    private Optional<ObservedVolume> observe(Session session, StorageVolPointer volume, String name) {
        try {
            virStorageVolInfo info = pool.info(session, volume);
            return Optional.of(new ObservedVolume(name, info.capacity, info.allocation));
        } catch (LibvirtFault fault) {
            boolean gone =
                    fault.number() == ErrorNumber.NO_STORAGE_VOL || fault.text().contains("No such file or directory");
            if (gone) {
                return Optional.empty();
            }
            throw fault;
        }
    }
}
