package io.iaas.libvirt;

import io.iaas.error.ClosedException;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a lane has now, if any. It opens when somebody needs it, and callers who come meanwhile wait for
 * the same attempt. An attempt that does not end is given up; only a few of those may hang at once.
 */
final class LaneConnection {
    private static final int HANGING_ATTEMPTS = 3;

    private final LinkOpener opener;
    private final BoundedCalls calls;
    private final Duration limit;
    private final boolean lasting;
    private @Nullable Link current;
    private @Nullable Attempt attempt;
    private int hanging;
    private boolean closed;

    LaneConnection(LinkOpener opener, BoundedCalls calls, Duration limit, boolean lasting) {
        this.opener = opener;
        this.calls = calls;
        this.limit = limit;
        this.lasting = lasting;
    }

    /**
     * Returns the connection, and makes the caller its user.
     *
     * @throws ClosedException when the driver is closed
     * @throws HypervisorException HYPERVISOR_UNAVAILABLE or HYPERVISOR_TIMEOUT when there is no connection
     */
    Link enter(String what, long deadline) {
        while (true) {
            Attempt pending;
            synchronized (this) {
                Link link = usable();
                if (link != null) {
                    return link;
                }
                pending = attempt == null ? begin() : attempt;
            }
            if (!pending.ends(deadline)) {
                giveUp(pending);
                throw new HypervisorException(
                        ErrorCode.HYPERVISOR_TIMEOUT,
                        "cannot " + what + ": libvirt at " + opener.uri() + " did not answer within "
                                + BoundedCalls.text(limit),
                        "");
            }
        }
    }

    /** Ends a use; a close that this brings about happens on a thread of its own. */
    void leave(Link link) {
        if (link.isRetired()) {
            later(link::leave);
        } else {
            link.leave();
        }
    }

    /** Is told that a call hung on the connection or broke; one that lasts is given up only when it is dead. */
    void distrust(Link link) {
        if (!lasting) {
            retire(link);
        }
    }

    /** Uses the connection for no further call. */
    void retire(Link link) {
        synchronized (this) {
            if (current == link) {
                current = null;
            }
        }
        if (link.retire()) {
            later(link::leave);
        }
    }

    /** Ends the connection when its last call has ended, waits for that as long as a call may take, and opens no other. */
    void close() {
        Link last;
        synchronized (this) {
            closed = true;
            attempt = null;
            last = current;
        }
        if (last != null) {
            retire(last);
            last.awaitClosed(limit);
        }
    }

    private @Nullable Link usable() {
        if (closed) {
            throw new ClosedException("the connection to " + opener.uri());
        }
        Link link = current;
        if (link == null || !link.enter()) {
            return null;
        }
        if (link.isAlive()) {
            return link;
        }
        retire(link);
        leave(link);
        return null;
    }

    private Attempt begin() {
        if (hanging >= HANGING_ATTEMPTS) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_UNAVAILABLE,
                    "libvirt at " + opener.uri() + " does not answer: " + hanging + " attempts to connect still hang",
                    "");
        }
        Attempt begun = new Attempt();
        calls.start(() -> complete(begun));
        attempt = begun;
        return begun;
    }

    // The failure, whatever it is, belongs to those who wait for the attempt.
    @SuppressWarnings("CatchingUnchecked")
    private void complete(Attempt begun) {
        Link link = null;
        Throwable failure = null;
        try {
            link = opener.open();
        } catch (Throwable e) {
            failure = e;
        }
        synchronized (this) {
            if (begun.givenUp) {
                hanging--;
            }
            if (attempt == begun) {
                attempt = null;
                current = link;
                link = null;
            }
        }
        if (link != null) {
            link.retire();
            link.leave();
        }
        begun.end(failure);
    }

    private synchronized void giveUp(Attempt pending) {
        boolean old = System.nanoTime() - pending.began > limit.toNanos() / 2;
        if (attempt == pending && old) {
            attempt = null;
            pending.givenUp = true;
            hanging++;
        }
    }

    private void later(Runnable task) {
        try {
            calls.start(task);
        } catch (HypervisorException e) {
            task.run();
        }
    }

    private static final class Attempt {
        private final long began = System.nanoTime();
        private final CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();
        private boolean givenUp;

        void end(@Nullable Throwable failure) {
            if (failure == null) {
                outcome.complete(null);
            } else {
                outcome.completeExceptionally(failure);
            }
        }

        /** Waits; false when the deadline passes first. Throws the failure of the attempt. */
        boolean ends(long deadline) {
            return Waiting.ends(outcome, deadline);
        }
    }
}
