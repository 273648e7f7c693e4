package io.iaas.internal.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/** Reads pieces of an image at given places; what lies beyond the end is a rejection, not an exception of I/O. */
final class ImageBytes {

    /** Larger pieces are read in several steps. */
    static final int MAX_PIECE_BYTES = 64 * 1024;

    private final SeekableByteChannel channel;
    private final long size;

    ImageBytes(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    long size() {
        return size;
    }

    /** Whether {@code length} bytes from {@code offset} lie in the file; both may be any number. */
    boolean holds(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= size && length <= size - offset;
    }

    /** A big-endian piece of at most {@link #MAX_PIECE_BYTES}. */
    ByteBuffer read(long offset, int length) throws IOException, ImageRejection {
        ByteBuffer piece = ByteBuffer.allocate(length);
        readInto(piece, offset);
        return piece;
    }

    /** Fills the whole buffer and flips it. */
    void readInto(ByteBuffer piece, long offset) throws IOException, ImageRejection {
        if (piece.capacity() > MAX_PIECE_BYTES) {
            throw new IllegalArgumentException("A piece of " + piece.capacity() + " bytes");
        }
        if (!holds(offset, piece.remaining())) {
            throw truncated("The image ends before byte " + Long.toUnsignedString(offset + piece.remaining()));
        }
        piece.order(ByteOrder.BIG_ENDIAN);
        channel.position(offset);
        while (piece.hasRemaining()) {
            if (channel.read(piece) < 0) {
                throw truncated("The image became shorter while it was read");
            }
        }
        piece.flip();
    }

    /** Up to {@code length} bytes from {@code offset}, fewer at the end, as one character a byte. */
    String text(long offset, int length) throws IOException, ImageRejection {
        if (offset < 0 || offset >= size) {
            return "";
        }
        byte[] bytes = read(offset, (int) Math.min(length, size - offset)).array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static ImageRejection truncated(String message) {
        return new ImageRejection(ImageRejection.Reason.TRUNCATED, message);
    }
}
