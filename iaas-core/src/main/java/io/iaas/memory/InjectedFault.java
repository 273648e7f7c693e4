package io.iaas.memory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A fault that is in place: what a test holds of it. Safe for use by many threads. */
public final class InjectedFault {
    private final Fault fault;
    private final CountDownLatch struck = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private int seen;
    private int hits;
    private boolean removed;

    InjectedFault(Fault fault) {
        this.fault = fault;
    }

    /** Returns how many calls it struck so far. */
    public synchronized int hits() {
        return hits;
    }

    /** Takes the fault away; a call that hangs goes on hanging. Idempotent. */
    public synchronized void remove() {
        removed = true;
    }

    /** Lets calls that hang go on, and takes the fault away. Idempotent. */
    public void release() {
        remove();
        released.countDown();
    }

    /**
     * Waits until a call has come to the point where it is struck.
     *
     * @param patience the longest wait, in real time
     * @return whether one has
     * @throws InterruptedException when the thread is interrupted
     */
    public boolean awaitHit(Duration patience) throws InterruptedException {
        return struck.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    Fault fault() {
        return fault;
    }

    /** Counts a call and tells whether it is struck. */
    synchronized boolean strikes(SimulatedCall call) {
        if (removed || !fault.calls().contains(call)) {
            return false;
        }
        if (seen < fault.skip()) {
            seen++;
            return false;
        }
        if (hits >= fault.times()) {
            return false;
        }
        hits++;
        return true;
    }

    void reached() {
        struck.countDown();
    }

    boolean awaitRelease(Duration look) throws InterruptedException {
        return released.await(look.toNanos(), TimeUnit.NANOSECONDS);
    }
}
