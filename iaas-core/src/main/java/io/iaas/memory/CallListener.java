package io.iaas.memory;

/** Hears of every call to a simulated hypervisor, on the calling thread. */
@FunctionalInterface
public interface CallListener {
    /** Where in a call. */
    enum Point {
        /** Nothing has happened yet. */
        BEFORE_EFFECT,
        /** The host has changed, the caller does not know yet. */
        AFTER_EFFECT
    }

    /** Called at each point of each call. What it throws, the caller gets: that is how a test crashes one there. */
    void at(SimulatedCall call, Point point);
}
