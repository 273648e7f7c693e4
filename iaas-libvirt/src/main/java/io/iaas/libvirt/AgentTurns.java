package io.iaas.libvirt;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who speaks with which agent. An agent hears one call at a time; libvirt would let the next one wait inside, at the cost
 * of one of the few calls that a connection takes. Agents that have been silent share one turn, so that however many of
 * them there are, the others are heard.
 */
final class AgentTurns {
    /** Domains that are long gone may be among them. */
    private static final int MOST_SILENT = 1000;

    private final Set<UUID> heard = new HashSet<>();
    private final Set<UUID> silent = new HashSet<>();
    private boolean silentIsHeard;

    /** Waits for a turn; empty when the deadline, a reading of the system's nanoseconds, passes first. */
    synchronized Optional<Turn> take(UUID domain, long deadline) throws InterruptedException {
        while (heard.contains(domain) || (silentIsHeard && silent.contains(domain))) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
        heard.add(domain);
        silentIsHeard |= silent.contains(domain);
        return Optional.of(new Turn(domain));
    }

    private synchronized void end(UUID domain, boolean wasSilent) {
        heard.remove(domain);
        if (silent.contains(domain)) {
            silentIsHeard = false;
        }
        if (silent.size() >= MOST_SILENT) {
            silent.clear();
        }
        if (wasSilent) {
            silent.add(domain);
        } else {
            silent.remove(domain);
        }
        notifyAll();
    }

    /** The right to speak with one agent, held by one thread until it is closed. */
    final class Turn implements AutoCloseable {
        private final UUID domain;
        private boolean wasSilent;

        private Turn(UUID domain) {
            this.domain = domain;
        }

        /** Notes that the agent did not answer. */
        void silent() {
            wasSilent = true;
        }

        @Override
        public void close() {
            end(domain, wasSilent);
        }
    }
}
