package io.iaas.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.error.ErrorCode;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.OperationFailedException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicrometerObserverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String IMAGE = "image-of-a-tenant";
    private static final String NAME = "vm-of-a-tenant";

    private final SimulatedHypervisor hypervisor = SimulatedHypervisor.create();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void operationsAreCountedAndTimedByKindAndState() {
        try (Iaas iaas = observed(registry, 2)) {
            Vm vm = create(iaas);
            iaas.compute().delete(vm.id()).await(PATIENCE);

            awaitCount("iaas.operations", "vm.delete", "SUCCEEDED", 1);
        }
        assertThat(registry.get("iaas.operations.submitted")
                        .tag("kind", "vm.create")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("iaas.operations")
                        .tags("kind", "vm.create", "state", "SUCCEEDED")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("iaas.operation.queued")
                        .tag("kind", "vm.create")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("iaas.operation.duration")
                        .tags("kind", "vm.create", "state", "SUCCEEDED")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void callsAreTimedByNameHostAndOutcome() {
        hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HOST_EXHAUSTED));
        try (Iaas iaas = observed(registry, 2)) {
            assertThatThrownBy(() -> create(iaas)).isInstanceOf(OperationFailedException.class);

            awaitCount("iaas.operations", "vm.create", "ROLLED_BACK", 1);
        }
        assertThat(registry.get("iaas.hypervisor.calls")
                        .tags("call", "domainPower.start", "host", "simulated", "outcome", "HOST_EXHAUSTED")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("iaas.hypervisor.calls")
                        .tags("call", "domains.define", "outcome", "OK")
                        .timer()
                        .totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
    }

    @Test
    void noTagNamesWhatATenantMade() {
        try (Iaas iaas = observed(registry, 2)) {
            Vm vm = create(iaas);
            iaas.compute().delete(vm.id()).await(PATIENCE);
            awaitCount("iaas.operations", "vm.delete", "SUCCEEDED", 1);

            assertThat(registry.getMeters())
                    .flatExtracting(meter -> meter.getId().getTags())
                    .extracting(Tag::getValue)
                    .hasSizeGreaterThan(20)
                    .noneMatch(value -> value.contains("tenant"))
                    .noneMatch(value -> value.contains(vm.id().toString()))
                    .allMatch(value -> value.matches("[a-zA-Z_.-]+"));
        }
    }

    @Test
    void gaugesTellWhatGoesOnAndLeaveWithTheInstance() {
        InMemoryRepositories repositories = InMemoryRepositories.create();
        try (Iaas iaas = Iaas.builder()
                .repositories(repositories)
                .hypervisor(hypervisor)
                .workers(0)
                .observer(MicrometerObserver.on(registry))
                .build()) {
            assertThat(gauge("iaas.operations.queued")).isZero();
            iaas.images().importImage(ImageSpec.disk(IMAGE, new ByteArrayInputStream(new byte[4096])));

            assertThat(gauge("iaas.operations.queued")).isEqualTo(1);
            assertThat(gauge("iaas.operations.blocked")).isZero();
            assertThat(gauge("iaas.workers")).isZero();
            assertThat(gauges()).hasSize(5);
        }
        assertThat(names()).contains("iaas.operations.submitted");
        assertThat(gauges()).isEmpty();
    }

    @Test
    void busyWorkersAreTold() {
        var hang = hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.START));
        try (Iaas iaas = observed(registry, 3)) {
            importImage(iaas);
            var create = iaas.compute().create(vm());

            await().atMost(PATIENCE).until(() -> gauge("iaas.workers.busy") == 1);
            assertThat(gauge("iaas.operations.running")).isEqualTo(1);
            assertThat(gauge("iaas.workers")).isEqualTo(3);

            hang.release();
            create.await(PATIENCE);
            await().atMost(PATIENCE).until(() -> gauge("iaas.workers.busy") == 0);
        }
    }

    @Test
    void severalInstancesOnARegistryAreToldApartByTags() {
        try (Iaas first = tagged("first", 1);
                Iaas second = tagged("second", 2)) {
            assertThat(List.of(first, second)).doesNotHaveDuplicates();
            assertThat(registry.get("iaas.workers")
                            .tag("instance", "first")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(registry.get("iaas.workers")
                            .tag("instance", "second")
                            .gauge()
                            .value())
                    .isEqualTo(2);
        }
        assertThat(gauges()).isEmpty();
    }

    @Test
    void prometheusTakesAllMeters() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (Iaas iaas = observed(prometheus, 2)) {
            create(iaas);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(prometheus.scrape().lines())
                            .contains("iaas_operations_total{kind=\"vm.create\",state=\"SUCCEEDED\"} 1.0"));
            assertThat(prometheus.scrape().lines())
                    .contains("iaas_operations_submitted_total{kind=\"vm.create\"} 1.0")
                    .contains("iaas_operation_duration_seconds_count{kind=\"vm.create\",state=\"SUCCEEDED\"} 1")
                    .contains("iaas_operation_queued_seconds_count{kind=\"vm.create\"} 1")
                    .contains("iaas_operations_queued 0.0")
                    .contains("iaas_operations_running 0.0")
                    .contains("iaas_operations_blocked 0.0")
                    .contains("iaas_workers 2.0")
                    .anyMatch(line -> line.startsWith("iaas_hypervisor_calls_seconds_count{call=\"domains.define\","
                            + "host=\"simulated\",outcome=\"OK\"} 1"));
        } finally {
            prometheus.close();
        }
    }

    private Iaas observed(MeterRegistry where, int workers) {
        return Iaas.builder()
                .hypervisor(hypervisor)
                .workers(workers)
                .attempts(1, 1)
                .observer(MicrometerObserver.on(where))
                .build();
    }

    private Iaas tagged(String instance, int workers) {
        return Iaas.builder()
                .hypervisor(SimulatedHypervisor.create())
                .workers(workers)
                .observer(MicrometerObserver.on(registry, Tags.of("instance", instance)))
                .build();
    }

    private static void importImage(Iaas iaas) {
        iaas.images()
                .importImage(ImageSpec.disk(IMAGE, new ByteArrayInputStream(new byte[4096])))
                .await(PATIENCE);
    }

    private static Vm create(Iaas iaas) {
        importImage(iaas);
        return iaas.compute().create(vm()).await(PATIENCE);
    }

    private static VmSpec vm() {
        return VmSpec.named(NAME).image(IMAGE).flavor("tiny").build();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private List<Meter> gauges() {
        return registry.getMeters().stream().filter(Gauge.class::isInstance).toList();
    }

    private Set<String> names() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(Meter.Id::getName)
                .collect(Collectors.toSet());
    }

    /** An operation is told of behind its end, which others may see a moment before. */
    private void awaitCount(String name, String kind, String state, int count) {
        await().atMost(PATIENCE).until(() -> {
            var counter = registry.find(name).tags("kind", kind, "state", state).counter();
            return counter != null && counter.count() == count;
        });
    }
}
