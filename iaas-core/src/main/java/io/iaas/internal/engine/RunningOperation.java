package io.iaas.internal.engine;

import io.iaas.operation.Progress;
import io.iaas.spi.repository.Claim;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** An operation that a worker of this process runs: its claim's remaining time, and how to stop it. */
final class RunningOperation {
    private final Claim claim;
    private final Thread worker;
    private final LongSupplier ticks;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long mustStopAtNanos;
    private volatile boolean lost;
    private volatile boolean handOver;
    private volatile boolean askedToStop;
    private volatile Progress progress;

    RunningOperation(Claim claim, Thread worker, LongSupplier ticks, Progress progress, long mustStopAtNanos) {
        this.claim = claim;
        this.worker = worker;
        this.ticks = ticks;
        this.progress = progress;
        this.mustStopAtNanos = mustStopAtNanos;
    }

    Claim claim() {
        return claim;
    }

    Progress progress() {
        return progress;
    }

    void progress(Progress next) {
        progress = next;
    }

    /** Moves the end of the claim: it was renewed by a transaction that began at the given reading. */
    void renewed(long beganAtNanos, Duration usable) {
        mustStopAtNanos = beganAtNanos + usable.toNanos();
    }

    /** Makes the worker stop at its next look, and wakes it from a wait. */
    void lose() {
        lost = true;
        wakeWorker();
    }

    /** Makes the worker give its claim back at its next look, and wakes it from a wait. */
    void handOver() {
        handOver = true;
        wakeWorker();
    }

    /** Never behind the end: the thread may be another operation's then. */
    private synchronized void wakeWorker() {
        if (ended.getCount() > 0) {
            worker.interrupt();
        }
    }

    /** Notes that somebody in this process asks it to stop: the records tell, as soon as they are committed. */
    void askToStop() {
        askedToStop = true;
    }

    boolean isAskedToStop() {
        return askedToStop;
    }

    boolean handsOver() {
        return handOver;
    }

    /** Returns silently while the worker may go on; the monotonic clock decides, whatever the database says. */
    void check() {
        if (lost || ticks.getAsLong() - mustStopAtNanos >= 0) {
            throw new LeaseLostException("the lease of operation " + claim.operation() + " ran out");
        }
        if (handOver) {
            throw new HandedOverException();
        }
    }

    synchronized void end() {
        ended.countDown();
    }

    /** Waits for the worker's end; false when it did not come in time. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
