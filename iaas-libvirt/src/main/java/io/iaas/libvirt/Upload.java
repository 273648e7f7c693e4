package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.TransferListener;
import io.iaas.spi.hypervisor.VolumeName;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.SizeT;
import org.libvirt.jna.StorageVolPointer;
import org.libvirt.jna.StreamPointer;

/**
 * Fills a volume by a stream. The source is read and the listener called on the caller's thread, which may take as long
 * as they like; each step that libvirt takes is under the time limit.
 */
final class Upload {
    /** As much as one message carries; a larger piece would be split. */
    private static final int MESSAGE = 262_120;
    /** Some messages a step, so that passing from thread to thread costs nothing. */
    private static final int CHUNK = 4 * MESSAGE;

    private final Lane lane;
    private final Pool pool;
    private final VolumeName name;
    private final String what;
    private final Use use;
    private final Session session;
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile boolean inLibvirt;

    Upload(Lane lane, Pool pool, VolumeName name) {
        this.lane = lane;
        this.pool = pool;
        this.name = name;
        this.what = "fill volume " + name;
        this.use = lane.use(what);
        this.session = use.session();
    }

    void run(InputStream source, long length, TransferListener listener) {
        StreamPointer stream = null;
        boolean finished = false;
        try {
            stream = step(() -> begin(length));
            copy(stream, source, length, listener);
            StreamPointer filled = stream;
            step(() -> session.check(session.api().virStreamFinish(filled)));
            finished = true;
        } finally {
            if (!inLibvirt) {
                end(finished ? null : stream);
            }
        }
    }

    private StreamPointer begin(long length) {
        StorageVolPointer volume = pool.in(session, ready -> pool.volume(session, ready, name.value()))
                .orElseThrow(() -> Pool.absent(name));
        refuseTooLong(volume, length);
        StreamPointer stream =
                session.own(session.api().virStreamNew(session.connection(), 0), session.api()::virStreamFree);
        session.check(session.api().virStorageVolUpload(volume, stream, 0, length, 0));
        return stream;
    }

    /** libvirt would let a file grow. How long an image file may be that holds another size for guests is not known. */
    private void refuseTooLong(StorageVolPointer volume, long length) {
        String xml = session.text(session.api().virStorageVolGetXMLDesc(volume, 0));
        boolean raw = XmlReading.attributes(xml, "volume/target/format", "type").contains("raw");
        long capacity = Long.parseLong(XmlReading.texts(xml, "volume/capacity").get(0));
        if (raw && length > capacity) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_REFUSED,
                    "cannot " + what + ": it holds " + capacity + " bytes, not " + length,
                    "");
        }
    }

    private void copy(StreamPointer stream, InputStream source, long length, TransferListener listener) {
        ByteBuffer chunk = ByteBuffer.allocateDirect((int) Math.min(CHUNK, Math.max(length, 1)));
        byte[] bytes = new byte[chunk.capacity()];
        long moved = 0;
        while (moved < length) {
            int count = read(source, bytes, (int) Math.min(bytes.length, length - moved));
            chunk.clear().put(bytes, 0, count).flip();
            step(() -> send(stream, chunk));
            moved += count;
            listener.moved(moved);
        }
        if (read(source, bytes, 1) > 0) {
            throw new UncheckedIOException(new IOException("the source gives more than " + length + " bytes"));
        }
    }

    /** Returns how many bytes were read: all that are asked for, or none when it asks for what may be missing. */
    private static int read(InputStream source, byte[] into, int count) {
        try {
            int read = source.readNBytes(into, 0, count);
            if (read < count && count > 1) {
                throw new EOFException("the source ends too early");
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int send(StreamPointer stream, ByteBuffer chunk) {
        while (chunk.hasRemaining()) {
            int length = Math.min(MESSAGE, chunk.remaining());
            int sent = session.check(session.api().virStreamSend(stream, chunk.slice(), new SizeT(length)));
            chunk.position(chunk.position() + sent);
        }
        return chunk.position();
    }

    /** Takes a step in libvirt. One that hangs keeps the handles, and frees them when it ends after all. */
    private <T> T step(Supplier<T> call) {
        inLibvirt = true;
        return use.run(
                what,
                lane.limit(),
                () -> {
                    try {
                        return call.get();
                    } finally {
                        inLibvirt = false;
                    }
                },
                this::release);
    }

    private void end(@Nullable StreamPointer unfinished) {
        try {
            if (unfinished != null) {
                step(() -> session.api().virStreamAbort(unfinished));
            }
        } finally {
            if (!inLibvirt) {
                release();
            }
        }
    }

    private void release() {
        if (released.compareAndSet(false, true)) {
            session.close();
            use.end();
        }
    }
}
