package io.iaas.examples.system;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where a tap holds a message back, once. */
final class Stop {
    /** What libvirt knows when the message is held back. */
    enum Phase {
        /** Nothing: the request is held back. */
        BEFORE,
        /** Nothing yet: the request is held back, and goes to libvirt the very moment before the kill. */
        IN_FLIGHT,
        /** All: the answer is held back. */
        AFTER
    }

    private static final int NONE = -1;

    private final Moment moment;
    private final Phase phase;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch sent = new CountDownLatch(1);
    private final Object lock = new Object();
    private int seen;
    private Object connection = this;
    private int serial = NONE;
    private boolean armed;
    private volatile boolean dropped;

    Stop(Moment moment, Phase phase) {
        this.moment = moment;
        this.phase = phase;
    }

    /** Passes a message of a client on, when it may. */
    void request(Object from, WireMessage message, Sending sending) throws IOException, InterruptedException {
        boolean holds = hits(from, message) && phase != Phase.AFTER;
        if (holds) {
            hold();
        }
        sending.send(message);
        if (holds) {
            sent.countDown();
        }
    }

    /** Passes a message to a client on, when it may. */
    void answer(Object to, WireMessage message, Sending sending) throws IOException, InterruptedException {
        if (phase == Phase.AFTER && answers(to, message)) {
            hold();
        }
        sending.send(message);
    }

    private boolean answers(Object to, WireMessage message) {
        synchronized (lock) {
            return armed && to == connection && message.serial() == serial;
        }
    }

    private boolean hits(Object from, WireMessage message) {
        synchronized (lock) {
            if (armed) {
                return false;
            }
            if (moment.calls(message)) {
                connection = from;
                serial = message.serial();
                seen += moment.part() == Moment.Part.CALL ? 1 : 0;
                armed = moment.part() == Moment.Part.CALL && seen == moment.number();
            } else if (from == connection && message.serial() == serial) {
                boolean counts = switch (moment.part()) {
                    case CALL -> false;
                    case PIECE -> message.isPiece();
                    case END -> message.isStreamEnd();
                };
                seen += counts ? 1 : 0;
                armed = counts && seen == moment.number();
            }
            return armed;
        }
    }

    private void hold() throws InterruptedException {
        reached.countDown();
        released.await();
        if (dropped) {
            throw new InterruptedException("the message is lost");
        }
    }

    boolean awaitReached(long seconds) throws InterruptedException {
        return reached.await(seconds, TimeUnit.SECONDS);
    }

    boolean isInFlight() {
        return phase == Phase.IN_FLIGHT;
    }

    /** Lets the message go on. */
    void release() {
        released.countDown();
    }

    /** Has libvirt get the message now. */
    void send() throws InterruptedException {
        release();
        sent.await();
    }

    /** Loses the message. */
    void drop() {
        dropped = true;
        release();
    }

    /** What passes a message on. */
    interface Sending {
        void send(WireMessage message) throws IOException;
    }

    @Override
    public String toString() {
        return phase + " " + moment;
    }
}
