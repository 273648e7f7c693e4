package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Agents that libvirt takes for gone although they are not. A checkpoint that is loaded resets the guest's devices, and the
 * agent's channel is closed and open again at once; but of a channel's changes QEMU tells the first, and the next one a
 * second later.
 */
final class ReturningAgents {
    /** QEMU's second, and as much again for a host that is busy. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Map<UUID, Long> until = new ConcurrentHashMap<>();

    /** Notes that a domain's checkpoint was loaded. */
    void restored(UUID domain) {
        long now = System.nanoTime();
        until.values().removeIf(end -> end - now < 0);
        until.put(domain, now + LONGEST.toNanos());
    }

    /**
     * Returns whether a call that failed is worth another try: because libvirt has not heard of the channel yet. What the
     * agent may have heard is not said twice.
     *
     * @param harmless whether it may be
     */
    boolean isWorthAnotherTry(UUID domain, HypervisorException failure, boolean harmless) {
        return failure.code() == ErrorCode.AGENT_UNAVAILABLE
                && (harmless || AgentFault.isNotConnected(failure))
                && isAwaited(domain);
    }

    private boolean isAwaited(UUID domain) {
        Long end = until.get(domain);
        return end != null && end - System.nanoTime() > 0;
    }
}
