package io.iaas.examples.system;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where a tap holds a message back, once. */
final class Stop {
    /** What libvirt knows when the message is held back. */
    enum Phase {
        /** Nothing: the request is held back. */
        BEFORE,
        /** Nothing yet: the request is held back, and goes to libvirt the very moment before the fault. */
        IN_FLIGHT,
        /** All: the answer is held back. */
        AFTER
    }

    private final Moment moment;
    private final Phase phase;
    private final CompletableFuture<Gate> reached = new CompletableFuture<>();
    private int seen;
    private Optional<Gate> client = Optional.empty();
    private int serial;
    private boolean armed;

    Stop(Moment moment, Phase phase) {
        this.moment = moment;
        this.phase = phase;
    }

    /**
     * Looks at a message of a client, and shuts its way if it is to be held back.
     *
     * @param onward its way
     * @param back the way of its answer
     */
    synchronized void request(WireMessage message, Gate onward, Gate back) {
        if (!armed && hits(message, back) && phase != Phase.AFTER) {
            hold(onward);
        }
    }

    /** Looks at a message to a client, and shuts its way if it is to be held back. */
    synchronized void answer(WireMessage message, Gate back) {
        if (phase == Phase.AFTER && armed && belongs(message, back)) {
            hold(back);
        }
    }

    private boolean hits(WireMessage message, Gate back) {
        if (moment.calls(message)) {
            client = Optional.of(back);
            serial = message.serial();
            count(moment.part() == Moment.Part.CALL);
        } else if (belongs(message, back)) {
            count(
                    switch (moment.part()) {
                        case CALL -> false;
                        case PIECE -> message.isPiece();
                        case END -> message.isStreamEnd();
                    });
        }
        return armed;
    }

    private boolean belongs(WireMessage message, Gate back) {
        return client.filter(gate -> gate == back).isPresent() && message.serial() == serial;
    }

    private void count(boolean counts) {
        seen += counts ? 1 : 0;
        armed = counts && seen == moment.number();
    }

    private void hold(Gate gate) {
        gate.shut();
        reached.complete(gate);
    }

    /** Waits until a message is held back; false when none is in time. */
    boolean awaitReached(long seconds) throws InterruptedException {
        try {
            reached.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isInFlight() {
        return phase == Phase.IN_FLIGHT;
    }

    /** Lets the message go on; it is on its way when this returns. */
    void release() {
        if (reached.isDone()) {
            reached.join().open();
        }
    }

    @Override
    public String toString() {
        return phase + " " + moment;
    }
}
