package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A connection for one kind of work, so that slow calls never stand in the way of quick ones. It opens at the first
 * call, and again after it was lost; a call that was under way then is repeated only when it merely looked.
 */
final class Lane {
    private final LaneConnection connection;
    private final BoundedCalls calls;
    private final Duration limit;

    Lane(LinkOpener opener, BoundedCalls calls, Duration limit) {
        this(new LaneConnection(opener, calls, limit, false), calls, limit);
    }

    private Lane(LaneConnection connection, BoundedCalls calls, Duration limit) {
        this.connection = connection;
        this.calls = calls;
        this.limit = limit;
    }

    /** Returns a lane whose connection stands as long as its transport does, also when calls on it hang. */
    static Lane lasting(LinkOpener opener, BoundedCalls calls, Duration limit) {
        return new Lane(new LaneConnection(opener, calls, limit, true), calls, limit);
    }

    Duration limit() {
        return limit;
    }

    /**
     * Runs a call that changes nothing.
     *
     * @param what what is attempted, to complete {@code "cannot ..."}
     */
    <T> T read(String what, Function<Session, T> call) {
        long deadline = System.nanoTime() + limit.toNanos();
        Use use = take(what, deadline);
        try {
            return run(use, what, deadline, call);
        } catch (HypervisorException e) {
            boolean lost = e.code() == ErrorCode.HYPERVISOR_UNAVAILABLE && e.getCause() instanceof LibvirtFault;
            if (!lost) {
                throw e;
            }
        }
        return run(take(what, deadline), what, deadline, call);
    }

    /** Runs a call that may change something, at most once. */
    <T> T change(String what, Function<Session, T> call) {
        long deadline = System.nanoTime() + limit.toNanos();
        return run(take(what, deadline), what, deadline, call);
    }

    /** Takes a use of the connection for several calls; the caller ends it. */
    Use use(String what) {
        return take(what, System.nanoTime() + limit.toNanos());
    }

    /** Ends the connection when its last call has ended, and opens no other. */
    void close() {
        connection.close();
    }

    private static <T> T run(Use use, String what, long deadline, Function<Session, T> call) {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        return use.run(
                what,
                left,
                () -> {
                    try (Session session = use.session()) {
                        return call.apply(session);
                    } finally {
                        use.end();
                    }
                },
                use::end);
    }

    private Use take(String what, long deadline) {
        Link link = connection.enter(what, deadline);
        boolean permitted = false;
        try {
            permitted = link.permits().tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_UNAVAILABLE, "cannot " + what + ": interrupted before it was attempted", "");
        } finally {
            if (!permitted) {
                connection.leave(link);
            }
        }
        if (!permitted) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_TIMEOUT,
                    "cannot " + what + ": libvirt was busy with earlier calls for " + BoundedCalls.text(limit),
                    "");
        }
        return new Use(link, connection, calls);
    }
}
