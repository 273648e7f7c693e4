package io.iaas.faults;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Counts what happened and what is under way, for one who waits until there is something for him to do. */
final class Stirrings {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long calls;
    private long progress;
    private int underWay;

    /** Returns how often the waiting one was called. */
    long calls() {
        lock.lock();
        try {
            return calls;
        } finally {
            lock.unlock();
        }
    }

    /** Something happened that the waiting one must look at: it may need time to pass, or a wake-up. */
    void call() {
        change(() -> {
            calls++;
            return true;
        });
    }

    /** A write begins, with all that lies in ambush at it: there is no rest before its end. */
    void begin() {
        change(() -> {
            underWay++;
            return false;
        });
    }

    void end() {
        change(() -> {
            underWay--;
            progress++;
            return underWay == 0;
        });
    }

    private void change(BooleanSupplier change) {
        lock.lock();
        try {
            if (change.getAsBoolean()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a call; false when nothing moved any more for so long. */
    boolean awaitCall(long seen, Duration idle) {
        return await(() -> calls > seen, idle);
    }

    /** Waits until nothing is under way; false when nothing moved any more for so long. */
    boolean awaitRest(Duration idle) {
        return await(() -> underWay == 0, idle);
    }

    private boolean await(BooleanSupplier condition, Duration idle) {
        lock.lock();
        try {
            long moved = progress;
            long left = idle.toNanos();
            while (!condition.getAsBoolean()) {
                if (progress != moved) {
                    moved = progress;
                    left = idle.toNanos();
                }
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
