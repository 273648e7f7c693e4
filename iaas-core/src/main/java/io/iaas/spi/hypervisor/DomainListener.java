package io.iaas.spi.hypervisor;

/**
 * Hears of domains that change their state.
 *
 * <p>Caller: the driver. Threads: one call at a time; each begins after the one before has ended. Blocking: none, not
 * even for a lock that is held across a call to the driver: the driver may call with its own locks held, and a listener
 * that dawdles may miss events, for which it is told {@link #began} again. Calls of the driver are made elsewhere.
 * Errors: what a listener throws is logged, and it is called on.
 */
public interface DomainListener {
    /**
     * From now on changes are told. Called once the host is connected, and again whenever changes may have been missed:
     * after a loss of the connection, or when more happened than was listened to. What was missed is not told; look at
     * {@link Domains#states}, which is newer than anything that was.
     */
    void began();

    /**
     * A domain changed. What follows in time on one host is told in that order; a state may be told more than once and
     * for more than one reason, as by hosts that let a domain's processors run as a step of its start.
     */
    void changed(DomainEvent event);
}
