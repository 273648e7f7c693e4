package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** The right to one call at a time on a connection; the connection stands until it ends. */
final class Use {
    private final Link link;
    private final LaneConnection connection;
    private final BoundedCalls calls;
    private final AtomicBoolean ended = new AtomicBoolean();

    Use(Link link, LaneConnection connection, BoundedCalls calls) {
        this.link = link;
        this.connection = connection;
        this.calls = calls;
    }

    /** Returns a new session on the connection; it is closed before the use ends. */
    Session session() {
        return link.session();
    }

    /**
     * Runs one call under a time limit. A connection on which one hangs, or which breaks, is given up, unless it is one
     * that lasts.
     *
     * @param whenLate takes care of what the call leaves behind where nobody receives its result
     */
    <T> T run(String what, Duration limit, Supplier<T> call, Runnable whenLate) {
        try {
            return calls.run(what, limit, () -> translated(what, call), whenLate);
        } catch (HypervisorException e) {
            if (e.code() == ErrorCode.HYPERVISOR_TIMEOUT || e.code() == ErrorCode.HYPERVISOR_UNAVAILABLE) {
                connection.distrust(link);
            }
            throw e;
        }
    }

    /** Returns whether the transport stands; asks nobody. To be called before the use ends. */
    boolean isAlive() {
        return link.isAlive();
    }

    /** Has the connection used for no further call. */
    void retire() {
        connection.retire(link);
    }

    /** Ends the use. Idempotent. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            link.permits().release();
            connection.leave(link);
        }
    }

    private static <T> T translated(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (LibvirtFault fault) {
            throw ErrorTranslation.translate(what, fault);
        }
    }
}
