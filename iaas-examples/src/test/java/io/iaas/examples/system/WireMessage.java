package io.iaas.examples.system;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A message of libvirt's protocol: a length, a header of six numbers, and what it carries.
 *
 * @param bytes the whole of it
 */
record WireMessage(ByteBuffer bytes) {
    private static final int LENGTH = 4;
    private static final int HEADER = LENGTH + 24;
    private static final int LONGEST = 1 << 25;

    private static final int REMOTE_PROGRAM = 0x20008086;
    private static final int CALL = 0;
    private static final int STREAM = 3;
    private static final int OK = 0;
    private static final int CONTINUE = 2;

    /** Reads the next one; the end of the stream between two is an {@link EOFException} like any other. */
    static WireMessage read(SocketChannel channel) throws IOException {
        ByteBuffer length = fill(channel, ByteBuffer.allocate(LENGTH));
        int size = length.getInt(0);
        if (size < HEADER || size > LONGEST) {
            throw new IOException("a message of " + size + " bytes");
        }
        return new WireMessage(
                fill(channel, ByteBuffer.allocate(size).putInt(size)).rewind());
    }

    private static ByteBuffer fill(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer;
    }

    void write(SocketChannel channel) throws IOException {
        ByteBuffer rest = bytes.duplicate();
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private int number(int place) {
        return bytes.getInt(LENGTH * (place + 1));
    }

    private boolean isOf(int type) {
        return isOfAProgram() && number(3) == type;
    }

    /** Returns which procedure is called. */
    int procedure() {
        return number(2);
    }

    /** Returns the number that a call, its answer and its stream share. */
    int serial() {
        return number(4);
    }

    /** Returns whether it is more than a sign of life. */
    boolean isOfAProgram() {
        return number(0) == REMOTE_PROGRAM;
    }

    boolean isCall() {
        return isOf(CALL);
    }

    /** Returns whether it is a piece of a stream. */
    boolean isPiece() {
        return isOf(STREAM) && number(5) == CONTINUE;
    }

    /** Returns whether it ends a stream, or confirms its end. */
    boolean isStreamEnd() {
        return isOf(STREAM) && number(5) == OK;
    }

    boolean carries(String text) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString().contains(text);
    }
}
