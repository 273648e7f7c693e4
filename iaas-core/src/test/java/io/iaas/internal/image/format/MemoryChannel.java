package io.iaas.internal.image.format;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Bytes in memory as a file, followed by a hole of zeros up to any size; counts what is read. */
final class MemoryChannel implements SeekableByteChannel {

    private final byte[] bytes;
    private final long size;
    private long position;
    private long bytesRead;

    MemoryChannel(byte[] bytes, long size) {
        this.bytes = bytes;
        this.size = size;
    }

    MemoryChannel(byte[] bytes) {
        this(bytes, bytes.length);
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public int read(ByteBuffer target) {
        if (position >= size) {
            return -1;
        }
        // Short reads, as a file may give them.
        int count = (int) Math.min(Math.min(target.remaining(), 5_000), size - position);
        for (int index = 0; index < count; index++) {
            target.put(position + index < bytes.length ? bytes[(int) position + index] : 0);
        }
        position += count;
        bytesRead += count;
        return count;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException("An inspection writes nothing");
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new UnsupportedOperationException("An inspection writes nothing");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
