package io.iaas.internal.image.download;

import io.iaas.image.DownloadPolicy;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes the connection of a download that takes too long or is too slow. A time limit on single reads would not do: a
 * server that sends a byte now and then keeps within it for ever, and so does one that never ends a record of TLS.
 */
final class Watchdog implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final DownloadPolicy policy;
    private final LongSupplier ticks;
    private final long began;
    private final AtomicLong received = new AtomicLong();
    private final Timer timer = new Timer("iaas-download", true);
    private @Nullable Closeable connection;
    private @Nullable DownloadException verdict;

    Watchdog(DownloadPolicy policy, LongSupplier ticks) {
        this.policy = policy;
        this.ticks = ticks;
        this.began = ticks.getAsLong();
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        look();
                    }
                },
                0,
                LOOK_EVERY.toMillis());
    }

    /** Watches a connection, in place of the one before. */
    synchronized void watch(Closeable opened) throws IOException {
        connection = opened;
        if (verdict != null) {
            throw verdict;
        }
    }

    void received(int bytes) {
        received.addAndGet(bytes);
    }

    /** Returns why the connection was closed, or the failure itself where it was not. */
    synchronized IOException explain(IOException failure) {
        return verdict == null ? failure : verdict;
    }

    synchronized void look() {
        if (verdict == null) {
            Duration elapsed = Duration.ofNanos(ticks.getAsLong() - began);
            long rated = Math.max(0, elapsed.minus(GRACE).toMillis()) * policy.minBytesPerSecond() / 1000;
            if (elapsed.compareTo(policy.timeLimit()) > 0) {
                bite("the server took longer than " + policy.timeLimit());
            } else if (received.get() < rated) {
                bite("the server sends less than " + policy.minBytesPerSecond() + " bytes a second");
            }
        }
    }

    private void bite(String why) {
        verdict = DownloadException.failed(why);
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException e) {
                verdict.addSuppressed(e);
            }
        }
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
