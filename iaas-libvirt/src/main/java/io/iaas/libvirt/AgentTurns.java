package io.iaas.libvirt;

import java.util.HashSet;
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

    /** Waits for a turn; false when the deadline, a reading of the system's nanoseconds, passes first. */
    synchronized boolean take(UUID domain, long deadline) throws InterruptedException {
        while (heard.contains(domain) || (silentIsHeard && silent.contains(domain))) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        heard.add(domain);
        silentIsHeard |= silent.contains(domain);
        return true;
    }

    /** Ends a turn, and tells whether the agent was silent in it. */
    synchronized void end(UUID domain, boolean wasSilent) {
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
}
