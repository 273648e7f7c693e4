package io.iaas.libvirt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.libvirt.jna.SizeT;
import org.libvirt.jna.StorageVolPointer;
import org.libvirt.jna.StreamPointer;

/** Reads bytes of a volume into memory. */
final class Download {
    private static final int MESSAGE = 262_120;

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
        ByteArrayOutputStream all = new ByteArrayOutputStream(length);
        ByteBuffer buffer = ByteBuffer.allocateDirect(Math.min(length, MESSAGE));
        byte[] bytes = new byte[buffer.capacity()];
        while (true) {
            int count = api.virStreamRecv(stream, buffer.clear(), new SizeT(buffer.capacity()));
            if (count < 0) {
                LibvirtFault fault = session.fault();
                api.virStreamAbort(stream);
                throw fault;
            }
            if (count == 0) {
                session.check(api.virStreamFinish(stream));
                return all.toByteArray();
            }
            buffer.get(bytes, 0, count);
            all.write(bytes, 0, count);
        }
    }
}
