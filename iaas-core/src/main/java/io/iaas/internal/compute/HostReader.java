package io.iaas.internal.compute;

import io.iaas.error.ErrorCode;
import io.iaas.host.HostId;
import io.iaas.network.MacAddress;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.HypervisorException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Asks one host what its domains do. One question is under way at a time, and all who ask meanwhile share the next one:
 * however many list, the host has one call to answer, and a host that is silent holds one thread.
 */
final class HostReader {
    private final Hypervisor hypervisor;
    private final Executor threads;
    private final Duration limit;
    private @Nullable Question next;
    private boolean asking;
    private long askedAtNanos;

    /**
     * Creates a reader.
     *
     * @param limit how long a question may be under way before others are told at once that the host is silent
     */
    HostReader(Hypervisor hypervisor, Executor threads, Duration limit) {
        this.hypervisor = hypervisor;
        this.threads = threads;
        this.limit = limit;
    }

    HostId host() {
        return hypervisor.hostId();
    }

    /**
     * Returns what the host says, asked behind this call; the failure is a {@link HypervisorException}, mostly.
     *
     * @param domains whose states are wanted; the set is this reader's from now on
     */
    CompletableFuture<HostReading> read(Set<UUID> domains) {
        Question mine;
        synchronized (this) {
            if (asking && System.nanoTime() - askedAtNanos > limit.toNanos()) {
                return CompletableFuture.failedFuture(silent());
            }
            if (next == null) {
                next = new Question(domains);
            } else {
                next.domains.addAll(domains);
            }
            mine = next;
            if (asking) {
                return mine.answer;
            }
            asking = true;
            askedAtNanos = System.nanoTime();
        }
        begin();
        return mine.answer;
    }

    private void begin() {
        boolean begun = false;
        try {
            threads.execute(this::ask);
            begun = true;
        } finally {
            if (!begun) {
                stop();
            }
        }
    }

    private HypervisorException silent() {
        return new HypervisorException(
                ErrorCode.HYPERVISOR_TIMEOUT,
                "host " + host() + " has been silent for more than " + limit.toMillis() + " ms",
                "");
    }

    private void ask() {
        for (Question question = takeNext(); question != null; question = takeNext()) {
            answer(question);
        }
    }

    private synchronized void stop() {
        next = null;
        asking = false;
    }

    private synchronized @Nullable Question takeNext() {
        Question question = next;
        next = null;
        asking = question != null;
        askedAtNanos = System.nanoTime();
        return question;
    }

    // Whatever fails belongs to those who asked.
    @SuppressWarnings("CatchingUnchecked")
    private void answer(Question question) {
        try {
            Map<UUID, DomainState> states = EphemeralGuests.states(hypervisor, question.domains);
            Map<MacAddress, List<InetAddress>> leases =
                    hypervisor.capabilities().contains(Capability.ADDRESSES)
                            ? hypervisor.networks().leases()
                            : Map.of();
            question.answer.complete(new HostReading(states, leases));
        } catch (Throwable e) {
            question.answer.completeExceptionally(e);
        }
    }

    /** What is to be asked, until it is. */
    private static final class Question {
        private final Set<UUID> domains;
        private final CompletableFuture<HostReading> answer = new CompletableFuture<>();

        private Question(Set<UUID> domains) {
            this.domains = domains;
        }
    }
}
