package io.iaas.libvirt;

import io.iaas.host.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.libvirt.jna.StoragePoolPointer;
import org.libvirt.jna.virStoragePoolInfo;

/** Looks at the storage pool. */
final class PoolCheck {
    private static final long LITTLE = 2L << 30;
    private static final long SHARE = 20;

    private final Settings settings;
    private final Lanes lanes;
    private final Pool pool;

    PoolCheck(Settings settings, Lanes lanes, Pool pool) {
        this.settings = settings;
        this.lanes = lanes;
        this.pool = pool;
    }

    /** What the pool is now. */
    private record Seen(boolean active, boolean ours, String directory, long capacity, long available) {}

    List<Finding> findings() {
        String subject = "storage pool '" + pool.name() + "' of host " + settings.hostId();
        Optional<Seen> seen = lanes.statistics().read("look at the storage pool", this::look);
        List<Finding> findings = new ArrayList<>();
        if (seen.isEmpty()) {
            findings.add(Finding.ok(subject, "It will be made in " + settings.poolDirectory() + " when first needed."));
        } else {
            findings.add(state(subject, seen.get()));
        }
        searchable(Path.of(seen.map(Seen::directory).orElse(settings.poolDirectory())))
                .ifPresent(closed -> findings.add(Finding.warning(
                        subject,
                        "Only its owner can search " + closed + ", so QEMU, which runs as another user, may not reach"
                                + " disks below.",
                        "Allow it: chmod o+x " + closed + ", or choose a directory below /var/lib/libvirt.")));
        return findings;
    }

    private Optional<Seen> look(Session session) {
        Optional<StoragePoolPointer> found = pool.find(session);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StoragePoolPointer present = found.get();
        boolean active = pool.isActive(session, present);
        if (active) {
            pool.refresh(session, present);
        }
        virStoragePoolInfo info = pool.info(session, present);
        return Optional.of(new Seen(
                active,
                pool.isOurs(session, present),
                pool.directory(session, present),
                info.capacity,
                info.available));
    }

    private Finding state(String subject, Seen seen) {
        if (!seen.active()) {
            return seen.ours()
                    ? Finding.ok(subject, "It is stopped, and will be started when first needed.")
                    : Finding.error(
                            subject, "It is stopped, and not ours to start.", "virsh pool-start " + pool.name());
        }
        String free = (seen.available() >> 20) + " MiB of " + (seen.capacity() >> 20) + " MiB are free in "
                + seen.directory() + ".";
        boolean little = seen.available() < LITTLE && seen.available() < seen.capacity() / SHARE;
        return little
                ? Finding.warning(subject, free, "Delete machines or images, or move the pool to a larger disk.")
                : Finding.ok(subject, free);
    }

    /** Returns the first directory on the way that others cannot search; empty where all can, or nobody here can tell. */
    private Optional<Path> searchable(Path directory) {
        boolean sameUser = settings.uri().driver() != ConnectionUri.Driver.QEMU_SYSTEM;
        if (sameUser || !settings.uri().isLocal()) {
            return Optional.empty();
        }
        for (Path path = directory.getRoot(); path != null && !path.equals(directory); path = below(path, directory)) {
            if (isClosed(path)) {
                return Optional.of(path);
            }
        }
        return isClosed(directory) ? Optional.of(directory) : Optional.empty();
    }

    private static Path below(Path path, Path directory) {
        return directory.getRoot().resolve(directory.subpath(0, path.getNameCount() + 1));
    }

    private static boolean isClosed(Path path) {
        try {
            return Files.isDirectory(path)
                    && !Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException e) {
            return false;
        }
    }
}
