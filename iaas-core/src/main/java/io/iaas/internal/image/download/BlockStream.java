package io.iaas.internal.image.download;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream over another one that does what it does in its reads of blocks. */
abstract class BlockStream extends FilterInputStream {
    BlockStream(InputStream in) {
        super(in);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;
}
