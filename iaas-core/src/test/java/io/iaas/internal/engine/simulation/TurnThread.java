package io.iaas.internal.engine.simulation;

/**
 * A thread of whom others know at once that it was interrupted. One that waits uninterruptibly takes the mark off until
 * it goes on: who looked at the mark itself would see it or not, as it happens.
 */
final class TurnThread extends Thread {
    private volatile boolean interruptedInWait;

    TurnThread(Runnable task) {
        super(task);
        setDaemon(true);
    }

    @Override
    public void interrupt() {
        interruptedInWait = true;
        super.interrupt();
    }

    /** Begins to wait; to be called on itself. */
    void beginsWait() {
        interruptedInWait = isInterrupted();
    }

    boolean interruptedInWait() {
        return interruptedInWait;
    }
}
