package io.iaas.libvirt;

import org.libvirt.jna.StorageVolPointer;
import org.libvirt.jna.StreamPointer;

/** Reads bytes of a volume into memory. */
final class Download {
    private final Session session;
    private final NativeLibvirt api;

    Download(Session session) {
        this.session = session;
        this.api = session.api();
    }

    /** Returns at most as many bytes as asked for; fewer when the volume ends before. */
    byte[] read(StorageVolPointer volume, long offset, int length) {
        StreamPointer stream = session.own(api.virStreamNew(session.connection(), 0), api::virStreamFree);
        session.check(api.virStorageVolDownload(volume, stream, offset, length, 0));
        return new Reception(session).of(stream, length);
    }
}
