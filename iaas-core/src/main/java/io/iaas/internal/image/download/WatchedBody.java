package io.iaas.internal.image.download;

import java.io.IOException;
import java.io.InputStream;

/** The body of an answer with all that belongs to it. */
final class WatchedBody extends BlockStream {
    private final Exchange exchange;
    private final Watchdog watchdog;

    WatchedBody(InputStream body, Exchange exchange, Watchdog watchdog) {
        super(body);
        this.exchange = exchange;
        this.watchdog = watchdog;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = in.read(buffer, offset, length);
            watchdog.received(Math.max(0, read));
            return read;
        } catch (IOException e) {
            throw watchdog.explain(e);
        }
    }

    @Override
    public void close() throws IOException {
        watchdog.close();
        exchange.close();
    }
}
