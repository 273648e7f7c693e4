package io.iaas.libvirt;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.StoragePoolPointer;

/**
 * The storage pool whose handle a connection holds: a look-up less for each call that needs it. The pool may be gone
 * meanwhile, or another one have its name; libvirt says so at the next call. Safe for use by many threads.
 */
final class KnownPool {
    private final NativeLibvirt api;
    private @Nullable StoragePoolPointer handle;

    KnownPool(NativeLibvirt api) {
        this.api = api;
    }

    /** Returns the pool's handle, which the session owns, too; empty when none is known. */
    synchronized Optional<StoragePoolPointer> find(Session session) {
        return Optional.ofNullable(handle).map(known -> session.own(shared(known), api::virStoragePoolFree));
    }

    /** Keeps a handle that somebody else frees. */
    synchronized void keep(StoragePoolPointer pool) {
        forget();
        handle = shared(pool);
    }

    /** Lets go of the handle. */
    synchronized void forget() {
        if (handle != null) {
            api.virStoragePoolFree(handle);
            handle = null;
        }
    }

    private StoragePoolPointer shared(StoragePoolPointer pool) {
        api.virStoragePoolRef(pool);
        StoragePoolPointer same = new StoragePoolPointer();
        same.setPointer(pool.getPointer());
        return same;
    }
}
