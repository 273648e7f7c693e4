package io.iaas.internal.reconcile;

import io.iaas.reconcile.DriftReport;
import io.iaas.reconcile.PeriodicReconcile;
import io.iaas.reconcile.ReconcileListener;
import io.iaas.spi.time.TimeSource;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that scans again and again. */
final class ReconcileLoop implements PeriodicReconcile {
    private static final Logger LOG = LoggerFactory.getLogger(ReconcileLoop.class);

    private final TimeSource time;
    private final Duration interval;
    private final Supplier<DriftReport> scan;
    private final ReconcileListener listener;
    private final Consumer<ReconcileLoop> ended;
    private final Thread thread = new Thread(this::run, "iaas-reconcile");
    private volatile boolean closed;

    ReconcileLoop(
            TimeSource time,
            Duration interval,
            Supplier<DriftReport> scan,
            ReconcileListener listener,
            Consumer<ReconcileLoop> ended) {
        this.time = time;
        this.interval = interval;
        this.scan = scan;
        this.listener = listener;
        this.ended = ended;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                round();
                time.sleep(interval);
            }
        } catch (InterruptedException e) {
            LOG.debug("periodic reconciling ends");
        } finally {
            ended.accept(this);
        }
    }

    private void round() {
        try {
            DriftReport report = scan.get();
            tell(() -> listener.scanned(report));
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.warn("a scan failed, the next one comes in {}: {}", interval, e.getMessage());
                LOG.debug("a scan failed", e);
                tell(() -> listener.failed(e));
            }
        }
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.warn("a listener of reconciling threw", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /** Waits for the thread's end, unless it is the thread itself that asks. */
    void awaitEnd(Duration limit) {
        try {
            if (Thread.currentThread() != thread) {
                thread.join(limit.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
