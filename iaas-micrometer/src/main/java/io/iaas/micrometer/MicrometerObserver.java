package io.iaas.micrometer;

import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import io.iaas.spi.observe.HypervisorCall;
import io.iaas.spi.observe.IaasObserver;
import io.iaas.spi.observe.Load;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Counts what one instance of the library does in a registry of Micrometer. The values of all tags are few and fixed by
 * the program: kinds, states, names of calls, error codes and hosts, never names or ids of what tenants make.
 *
 * <table>
 * <caption>The meters</caption>
 * <tr><th>name</th><th>tags</th><th>what it is</th></tr>
 * <tr><td>{@code iaas.operations.submitted}</td><td>kind</td><td>counter</td></tr>
 * <tr><td>{@code iaas.operations}</td><td>kind, state</td><td>counter of those that settled</td></tr>
 * <tr><td>{@code iaas.operation.queued}</td><td>kind</td><td>timer, from the submission to the first worker</td></tr>
 * <tr><td>{@code iaas.operation.duration}</td><td>kind, state</td><td>timer, from the submission to the end</td></tr>
 * <tr><td>{@code iaas.hypervisor.calls}</td><td>call, host, outcome</td><td>timer</td></tr>
 * <tr><td>{@code iaas.workers}, {@code iaas.workers.busy}</td><td></td><td>gauges of this process</td></tr>
 * <tr><td>{@code iaas.operations.queued}, {@code iaas.operations.running}, {@code iaas.operations.blocked}</td>
 *     <td></td><td>gauges of the whole database; each asks it when it is read</td></tr>
 * </table>
 *
 * <p>Safe for use by many threads. Closing takes the gauges out of the registry and leaves the rest.
 */
public final class MicrometerObserver implements IaasObserver {
    private static final String SUCCESS = "OK";

    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Gauge> gauges = new ArrayList<>();

    private MicrometerObserver(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    /** Returns an observer for one instance. The registry stays open. */
    public static MicrometerObserver on(MeterRegistry registry) {
        return on(registry, Tags.empty());
    }

    /**
     * Returns an observer for one of several instances on a registry.
     *
     * @param tags what tells it from the others, on every meter
     */
    public static MicrometerObserver on(MeterRegistry registry, Iterable<Tag> tags) {
        return new MicrometerObserver(registry, Tags.of(tags));
    }

    @Override
    public synchronized void watching(Load load) {
        gauge("iaas.workers", "How many operations may run at once in this process", load, Load::workers);
        gauge("iaas.workers.busy", "How many operations run in this process", load, Load::busyWorkers);
        gauge(
                "iaas.operations.queued",
                "Operations that no worker has begun",
                load,
                now -> count(now, OperationState.QUEUED));
        gauge(
                "iaas.operations.running",
                "Operations that were begun, those that are being undone included",
                load,
                now -> count(now, OperationState.RUNNING, OperationState.UNDOING));
        gauge(
                "iaas.operations.blocked",
                "Operations that an operator must look at",
                load,
                now -> count(now, OperationState.UNDO_BLOCKED));
    }

    private static int count(Load load, OperationState... states) {
        return Arrays.stream(states).mapToInt(load::unfinishedOperations).sum();
    }

    private void gauge(String name, String description, Load load, ToDoubleFunction<Load> value) {
        gauges.add(Gauge.builder(name, load, value)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry));
    }

    @Override
    public void operationSubmitted(OperationKind kind) {
        registry.counter("iaas.operations.submitted", tags.and("kind", kind.name()))
                .increment();
    }

    @Override
    public void operationBegun(OperationKind kind, Duration queued) {
        registry.timer("iaas.operation.queued", tags.and("kind", kind.name())).record(queued);
    }

    @Override
    public void operationSettled(OperationKind kind, OperationState state, Duration taken) {
        Tags settled = tags.and("kind", kind.name(), "state", state.name());
        registry.counter("iaas.operations", settled).increment();
        registry.timer("iaas.operation.duration", settled).record(taken);
    }

    @Override
    public void hypervisorCalled(HypervisorCall call) {
        String outcome = call.failure().map(Enum::name).orElse(SUCCESS);
        registry.timer(
                        "iaas.hypervisor.calls",
                        tags.and("call", call.name(), "host", call.host().value(), "outcome", outcome))
                .record(call.duration());
    }

    @Override
    public synchronized void close() {
        gauges.forEach(registry::remove);
        gauges.clear();
    }
}
