package io.iaas.spi.hypervisor;

/**
 * Tells of domains that change their state, whoever changed it: the library, somebody beside it, or the guest itself.
 * Needs {@link Capability#EVENTS}.
 *
 * <p>An event is a hint. It may come late and, where the connection breaks, not at all; what the host says when it is
 * asked is the truth.
 */
public interface DomainEvents {
    /**
     * Has a listener told until the subscription is closed. Several may listen.
     *
     * <p>Threads: any. Blocking: none; a host that does not answer is connected later, on the driver's own thread, and
     * after a loss again, with growing pauses. Errors: none for the host's sake.
     *
     * @throws io.iaas.error.ClosedException when the driver is closed
     * @throws UnsupportedCapabilityException when events are not declared
     */
    Subscription listen(DomainListener listener);

    /** A listener's wish to be told. */
    interface Subscription extends AutoCloseable {
        /**
         * Ends it, behind a call that is under way on another thread: when this returns, the listener is called no
         * more. To be called from any thread, that of the listener included. Idempotent. Closing the driver does the
         * same.
         */
        @Override
        void close();
    }
}
