package io.iaas.libvirt;

import io.iaas.compute.MetricGroup;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainMetrics;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.Metrics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What domains of a libvirt host consume, on a connection and threads of its own. All groups but the network's need an
 * answer of QEMU, which a hung one never gives. The read that meets it hangs with it, for good; but as long as it hangs
 * in the daemon, the daemon counts the domain as busy, and every other read goes by it without a wait. So a hung QEMU
 * costs a part of the call limit, once, and nobody needs to find out which one it is.
 */
final class LibvirtMetrics implements Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(LibvirtMetrics.class);
    private static final String WHAT = "read metrics";

    /** What libvirt tells without asking QEMU. */
    private static final Set<MetricGroup> UNASKED = Set.of(MetricGroup.NETWORK);

    /** A daemon has twenty workers for all of its clients. */
    private static final int MOST_HUNG = 3;

    private final Lane lane;
    private final Declared declared;
    private final HungReads hung = new HungReads();
    /** Two reads at once would find each other's domains busy. */
    private final Semaphore turn = new Semaphore(1, true);

    LibvirtMetrics(Lanes lanes, Declared declared) {
        this.lane = lanes.metrics();
        this.declared = declared;
    }

    @Override
    public Map<UUID, DomainMetrics> read(Set<UUID> domains, Set<MetricGroup> groups) {
        declared.require(Capability.METRICS);
        if (domains.isEmpty()) {
            return Map.of();
        }
        if (!UNASKED.containsAll(groups)) {
            // The last read that asks QEMU begins by half of the call limit, ends a quarter later, and leaves one.
            long latest = System.nanoTime() + 2 * lane.limit().toNanos();
            while (hung.count() < MOST_HUNG && myTurn(latest)) {
                Optional<Map<UUID, DomainMetrics>> read = readUnlessItHangs(domains, groups);
                if (read.isPresent()) {
                    return read.get();
                }
            }
        }
        Set<MetricGroup> rest = groups.stream().filter(UNASKED::contains).collect(Collectors.toUnmodifiableSet());
        return lane.read(WHAT, session -> new DomainCounters(session).read(domains, rest));
    }

    private boolean myTurn(long latest) {
        long left = latest - System.nanoTime();
        try {
            return left > 0 && turn.tryAcquire(left, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_UNAVAILABLE, "cannot " + WHAT + ": interrupted before it was attempted", "");
        }
    }

    private Optional<Map<UUID, DomainMetrics>> readUnlessItHangs(Set<UUID> domains, Set<MetricGroup> groups) {
        HungReads.Read read = hung.begin();
        try {
            return Optional.of(lane.read(
                    WHAT, session -> read.run(() -> new DomainCounters(session).read(domains, groups))));
        } catch (HypervisorException e) {
            if (e.code() != ErrorCode.HYPERVISOR_TIMEOUT || !read.giveUp()) {
                throw e;
            }
            LOG.warn(
                    "a guest of host '{}' hangs: what only its QEMU could tell is left out of metrics; {} reads wait"
                            + " for such guests now",
                    declared.host(),
                    hung.count());
            return Optional.empty();
        } finally {
            turn.release();
        }
    }
}
