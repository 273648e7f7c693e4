package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.host.HostId;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays what hosts say now over what is recorded. All hosts that are touched are asked at once, and each is waited for as
 * long as the limit says; machines of one that does not answer are {@link VmState#UNKNOWN}. Safe for use by many
 * threads.
 */
public final class LiveView {
    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);

    private final Map<HostId, HostReader> readers;
    private final Duration limit;

    /**
     * Creates the view.
     *
     * @param hosts all hosts that this process can ask
     * @param limit how long one may take to answer
     * @param threads one for each host that is asked
     */
    public LiveView(List<? extends Hypervisor> hosts, Duration limit, Executor threads) {
        this.limit = limit;
        this.readers = hosts.stream()
                .map(host -> new HostReader(host, threads, limit))
                .collect(Collectors.toUnmodifiableMap(HostReader::host, Function.identity()));
    }

    /** Returns a machine as it is now. */
    Vm of(Vm vm) {
        return ofAll(List.of(vm)).get(0);
    }

    /** Returns a machine as it is now, or as it was given where its host does not say. */
    Vm orRecorded(Vm vm) {
        Vm now = of(vm);
        return now.state() == VmState.UNKNOWN ? vm : now;
    }

    /** Returns machines as they are now, by a number of calls that does not depend on theirs. */
    List<Vm> ofAll(List<Vm> vms) {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<HostId, Set<UUID>> touched = new HashMap<>();
        vms.stream()
                .filter(LiveView::canBeSeen)
                .forEach(vm -> touched.computeIfAbsent(vm.host().orElseThrow(), host -> new HashSet<>(2 * vms.size()))
                        .add(vm.id().value()));
        Map<HostId, CompletableFuture<HostReading>> asked = new HashMap<>();
        touched.forEach((host, domains) -> asked.put(host, ask(host, domains)));
        Map<HostId, Answer> answers = new HashMap<>();
        asked.forEach((host, reading) -> answers.put(host, await(host, reading, deadline)));
        return vms.stream()
                .map(vm -> vm.host()
                        .filter(host -> canBeSeen(vm))
                        .map(answers::get)
                        .map(answer -> answer.over(vm))
                        .orElse(vm))
                .toList();
    }

    private static boolean canBeSeen(Vm vm) {
        return vm.state().observable() && vm.host().isPresent();
    }

    private CompletableFuture<HostReading> ask(HostId host, Set<UUID> domains) {
        @Nullable HostReader reader = readers.get(host);
        return reader == null
                ? CompletableFuture.failedFuture(new HypervisorException(
                        ErrorCode.HYPERVISOR_UNAVAILABLE,
                        "host " + host + " is not among the hosts of this process",
                        ""))
                : reader.read(domains);
    }

    private Answer await(HostId host, CompletableFuture<HostReading> reading, long deadline) {
        try {
            return new Answer(reading.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS), "");
        } catch (TimeoutException e) {
            return new Answer(null, "host " + host + " did not answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(null, "the wait for host " + host + " was interrupted");
        } catch (ExecutionException e) {
            LOG.debug("host {} cannot tell", host, e);
            return new Answer(
                    null,
                    e.getCause() instanceof IaasException told
                            ? String.valueOf(told.getMessage())
                            : "the driver of host " + host + " failed");
        }
    }

    /** What a host said, or why it said nothing. */
    private record Answer(@Nullable HostReading reading, String silence) {
        Vm over(Vm vm) {
            return reading == null ? vm.withState(VmState.UNKNOWN, silence) : reading.over(vm);
        }
    }
}
