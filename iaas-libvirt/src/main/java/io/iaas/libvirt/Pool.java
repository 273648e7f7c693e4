package io.iaas.libvirt;

import com.sun.jna.ptr.PointerByReference;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.libvirt.jna.StoragePoolPointer;
import org.libvirt.jna.StorageVolPointer;
import org.libvirt.jna.virStoragePoolInfo;
import org.libvirt.jna.virStorageVolInfo;

/** The storage pool that the driver keeps its volumes in; made when it is first needed. */
final class Pool {
    private final String name;
    private final String directory;
    private final UUID ownUuid;

    Pool(String name, String directory) {
        this.name = name;
        this.directory = directory;
        this.ownUuid = OwnUuid.of("storage pool", name);
    }

    String name() {
        return name;
    }

    Optional<StoragePoolPointer> find(Session session) {
        return session.find(
                session.api().virStoragePoolLookupByName(session.connection(), name),
                session.api()::virStoragePoolFree,
                ErrorNumber.NO_STORAGE_POOL);
    }

    /** Returns whether the driver made it. */
    boolean isOurs(Session session, StoragePoolPointer pool) {
        byte[] uuid = new byte[UuidBytes.LENGTH];
        session.check(session.api().virStoragePoolGetUUID(pool, uuid));
        return UuidBytes.read(uuid).equals(ownUuid);
    }

    /**
     * Works in the pool. Whether it is started, as it nearly always is, is asked only when something fails; it is started
     * then, and the work begins anew: libvirt did nothing in a pool that was not.
     */
    <T> T in(Session session, Function<StoragePoolPointer, T> work) {
        Optional<StoragePoolPointer> known = session.knownPool().find(session);
        if (known.isPresent()) {
            try {
                return work.apply(known.get());
            } catch (LibvirtFault fault) {
                if (isStarted(session, known.get())) {
                    throw fault;
                }
            }
        }
        return work.apply(ready(session));
    }

    /** Returns the pool, made and started where it was not. A pool that somebody else made is never changed. */
    StoragePoolPointer ready(Session session) {
        Optional<StoragePoolPointer> known = session.knownPool().find(session).filter(pool -> isStarted(session, pool));
        if (known.isPresent()) {
            return known.get();
        }
        StoragePoolPointer pool = find(session).orElseGet(() -> define(session));
        started(session, pool);
        session.knownPool().keep(pool);
        return pool;
    }

    private void started(Session session, StoragePoolPointer pool) {
        NativeLibvirt api = session.api();
        if (isActive(session, pool)) {
            return;
        }
        if (!isOurs(session, pool)) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_REFUSED, "storage pool '" + name + "' is not started", "");
        }
        // Only a start that fails builds: a directory that exists keeps its mode.
        if (api.virStoragePoolCreate(pool, 0) < 0 && !isActive(session, pool)) {
            // Somebody else may start it meanwhile; what is started is not built.
            if (api.virStoragePoolBuild(pool, 0) < 0 || api.virStoragePoolCreate(pool, 0) < 0) {
                LibvirtFault fault = session.fault();
                if (!isActive(session, pool)) {
                    throw fault;
                }
            }
        }
        session.check(api.virStoragePoolSetAutostart(pool, 1));
    }

    /** Returns whether a pool that is known from before is still there, and started. */
    private static boolean isStarted(Session session, StoragePoolPointer pool) {
        boolean started = session.api().virStoragePoolIsActive(pool) == 1;
        session.api().virResetLastError();
        return started;
    }

    boolean isActive(Session session, StoragePoolPointer pool) {
        return session.check(session.api().virStoragePoolIsActive(pool)) == 1;
    }

    private StoragePoolPointer define(Session session) {
        String xml = PoolXml.write(name, ownUuid, directory);
        return session.own(
                session.api().virStoragePoolDefineXML(session.connection(), xml, 0), session.api()::virStoragePoolFree);
    }

    Optional<StorageVolPointer> volume(Session session, StoragePoolPointer pool, String volume) {
        return session.find(
                session.api().virStorageVolLookupByName(pool, volume),
                session.api()::virStorageVolFree,
                ErrorNumber.NO_STORAGE_VOL);
    }

    /** Returns the path of a volume as the host sees it. */
    String path(Session session, StoragePoolPointer pool, VolumeName volume) {
        StorageVolPointer found = volume(session, pool, volume.value()).orElseThrow(() -> absent(volume));
        // In a directory the key, which came with the volume, is the path.
        String key = session.present(session.api().virStorageVolGetKey(found));
        return key.endsWith("/" + volume) ? key : session.text(session.api().virStorageVolGetPath(found));
    }

    /** Returns where the pool is on the host, whoever made it. */
    String directory(Session session, StoragePoolPointer pool) {
        String xml = session.text(session.api().virStoragePoolGetXMLDesc(pool, 0));
        return XmlReading.texts(xml, "pool/target/path").stream().findFirst().orElse(directory);
    }

    List<StorageVolPointer> volumes(Session session, StoragePoolPointer pool) {
        PointerByReference array = new PointerByReference();
        int count = session.check(session.api().virStoragePoolListAllVolumes(pool, array, 0));
        return session.ownAll(array.getValue(), count, StorageVolPointer::new, session.api()::virStorageVolFree);
    }

    String name(Session session, StorageVolPointer volume) {
        return session.present(session.api().virStorageVolGetName(volume));
    }

    virStorageVolInfo info(Session session, StorageVolPointer volume) {
        virStorageVolInfo info = new virStorageVolInfo();
        session.check(session.api().virStorageVolGetInfo(volume, info));
        return info;
    }

    virStoragePoolInfo info(Session session, StoragePoolPointer pool) {
        virStoragePoolInfo info = new virStoragePoolInfo();
        session.check(session.api().virStoragePoolGetInfo(pool, info));
        return info;
    }

    /**
     * Has libvirt look at the directory again; until then it knows neither files that it did not make nor how full the
     * file system is.
     *
     * @return false when it cannot now, because a volume is being made or filled
     */
    boolean refresh(Session session, StoragePoolPointer pool) {
        boolean done = session.api().virStoragePoolRefresh(pool, 0) == 0;
        session.api().virResetLastError();
        return done;
    }

    static HypervisorException absent(VolumeName volume) {
        return new HypervisorException(ErrorCode.NOT_FOUND, "volume " + volume + " does not exist", "");
    }
}
