package io.iaas.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a guest writes, up to a number of bytes; more than these it does not take. */
final class CappedOutput extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int most;

    CappedOutput(int most) {
        this.most = most;
    }

    @Override
    public synchronized void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > most - kept.size()) {
            throw new IOException("it is more than " + most + " bytes");
        }
        kept.write(bytes, offset, length);
    }

    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
