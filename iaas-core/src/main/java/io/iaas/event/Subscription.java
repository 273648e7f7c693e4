package io.iaas.event;

/** A listener's wish to hear events; it lasts until it is closed or dropped, or the instance of the library is closed. */
public interface Subscription extends AutoCloseable {
    /**
     * Ends it and returns at once; a call of the listener that has begun, or is just about to, ends by itself, and no
     * other comes. To be called from any thread, the listener's included. Idempotent.
     */
    @Override
    void close();
}
