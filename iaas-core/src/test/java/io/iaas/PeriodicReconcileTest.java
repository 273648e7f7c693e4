package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.identity.Project;
import io.iaas.memory.Fault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.memory.VirtualTime;
import io.iaas.reconcile.Drift.Action;
import io.iaas.reconcile.Drift.Kind;
import io.iaas.reconcile.DriftReport;
import io.iaas.reconcile.PeriodicReconcile;
import io.iaas.reconcile.ReconcileListener;
import io.iaas.reconcile.ReconcilePlan;
import io.iaas.spi.hypervisor.DomainSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scans that come again and again, on a clock that only the test moves. */
class PeriodicReconcileTest implements ReconcileListener {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final Cloud cloud = Cloud.withImage();
    private final LostWorker lost = new LostWorker(cloud);
    private final VirtualTime clock = VirtualTime.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final SimulatedHypervisor hypervisor = SimulatedHypervisor.connect(cloud.host);
    private final BlockingQueue<DriftReport> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
    /** An instance beside the one that runs operations, on the same database and host. */
    private final Iaas operator = Iaas.builder()
            .repositories(new Shared(cloud.repositories))
            .hypervisor(hypervisor)
            .timeSource(clock)
            .workers(0)
            .followHosts(false)
            .build();

    @AfterEach
    void close() {
        operator.close();
        cloud.close();
    }

    @Override
    public void scanned(DriftReport report) {
        reports.add(report);
        if (report.drifts().isEmpty()) {
            throw new IllegalStateException("a listener's own fault");
        }
    }

    @Override
    public void failed(RuntimeException error) {
        failures.add(error);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return Optional.ofNullable(queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .orElseThrow(() -> new AssertionError("no news"));
    }

    private void passInterval() {
        await().atMost(PATIENCE).until(() -> clock.sleepers() == 1);
        clock.advance(INTERVAL);
    }

    private PeriodicReconcile start(ReconcilePlan plan) {
        cloud.passTheMoment();
        return operator.reconcile().periodically(plan, this);
    }

    private Vm ghost() {
        Vm vm = cloud.create("web");
        DomainSpec spec = lost.domainOf(vm);
        cloud.delete(vm);
        lost.defines(spec);
        return vm;
    }

    private static Action actionOn(Kind kind, DriftReport report) {
        assertThat(report.of(kind)).hasSize(1);
        return report.of(kind).get(0).outcome().action();
    }

    @Test
    void ghostGoesWithTheFirstScanThatSeesItBehindTheGrace() throws InterruptedException {
        ghost();
        start(ReconcilePlan.every(INTERVAL).reapingAfter(INTERVAL.multipliedBy(2)));

        assertThat(actionOn(Kind.GHOST_DOMAIN, next(reports))).isEqualTo(Action.REFUSED);
        passInterval();
        assertThat(actionOn(Kind.GHOST_DOMAIN, next(reports))).isEqualTo(Action.REFUSED);
        passInterval();
        assertThat(actionOn(Kind.GHOST_DOMAIN, next(reports))).isEqualTo(Action.REAPED);
        passInterval();
        assertThat(next(reports).drifts()).isEmpty();
        assertThat(cloud.snapshot().domains()).isEmpty();
    }

    @Test
    void graceBeginsAnewForWhatWasGoneInBetween() throws InterruptedException {
        Vm vm = cloud.create("web");
        DomainSpec spec = lost.domainOf(vm);
        cloud.delete(vm);
        lost.defines(spec);
        start(ReconcilePlan.every(INTERVAL).reapingAfter(INTERVAL.multipliedBy(2)));
        next(reports);
        cloud.host.removeDomain(vm.id().value());
        passInterval();
        assertThat(next(reports).drifts()).isEmpty();
        lost.defines(spec);

        for (int scan = 0; scan < 2; scan++) {
            passInterval();
            assertThat(actionOn(Kind.GHOST_DOMAIN, next(reports))).isEqualTo(Action.REFUSED);
        }
    }

    @Test
    void scanThatFailsIsToldAndTheNextOneGoesOn() throws InterruptedException {
        ghost();
        hypervisor.faults().inject(Fault.before(SimulatedCall.LIST_DOMAINS, ErrorCode.HYPERVISOR_UNAVAILABLE));
        start(ReconcilePlan.every(INTERVAL));

        assertThat(next(failures))
                .isInstanceOfSatisfying(
                        IaasException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.HYPERVISOR_UNAVAILABLE));
        passInterval();
        assertThat(actionOn(Kind.GHOST_DOMAIN, next(reports))).isEqualTo(Action.REPORTED);
    }

    @Test
    void planThatRepairsRepairs() throws InterruptedException {
        Vm vm = cloud.create("web");
        cloud.host.powerOffFromInside(vm.id());
        start(ReconcilePlan.every(INTERVAL).repairing());

        assertThat(actionOn(Kind.STATE_DRIFT, next(reports))).isEqualTo(Action.REPAIRED);
        passInterval();
        assertThat(next(reports).drifts()).isEmpty();
        VmState recorded = cloud.repositories
                .read(session -> session.vms().find(Project.DEFAULT, vm.id()))
                .orElseThrow()
                .state();
        assertThat(recorded).isEqualTo(VmState.STOPPED);
    }

    @Test
    void closedScansEndAndSoDoThoseOfAClosedInstance() throws InterruptedException {
        ghost();
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        cloud.passTheMoment();
        PeriodicReconcile scans = operator.reconcile().periodically(ReconcilePlan.every(INTERVAL), report -> {
            threads.add(Thread.currentThread());
            reports.add(report);
        });
        next(reports);
        Thread thread = next(threads);
        assertThat(thread.isDaemon()).isTrue();

        scans.close();
        scans.close();
        thread.join(PATIENCE.toMillis());
        assertThat(thread.isAlive()).isFalse();

        start(ReconcilePlan.every(INTERVAL));
        next(reports);
        operator.close();
        assertThat(clock.sleepers()).isZero();
        assertThatThrownBy(() -> start(ReconcilePlan.every(INTERVAL)))
                .isInstanceOfSatisfying(
                        IaasException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
        assertThat(failures).isEmpty();
    }

    @Test
    void plansWithoutTimeAreRefused() {
        assertThatThrownBy(() -> ReconcilePlan.every(Duration.ZERO)).isInstanceOf(IaasException.class);
        ReconcilePlan plan = ReconcilePlan.every(INTERVAL);
        assertThatThrownBy(() -> plan.reapingAfter(Duration.ofNanos(-1))).isInstanceOf(IaasException.class);
    }
}
