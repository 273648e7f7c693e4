package io.iaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.memory.CallListener.Point;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.reconcile.Drift;
import io.iaas.reconcile.Drift.Action;
import io.iaas.reconcile.Drift.Kind;
import io.iaas.reconcile.DriftReport;
import io.iaas.reconcile.ReapLimit;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.VolumeName;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is ours and nobody wants goes, when two scans have seen it and not too much would go at once. */
class ReapTest {
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final Cloud cloud = Cloud.withImage();
    private final LostWorker lost = new LostWorker(cloud);

    @AfterEach
    void close() {
        cloud.close();
    }

    private DriftReport reap() {
        return reap(ReapLimit.DEFAULT);
    }

    private DriftReport reap(ReapLimit limit) {
        cloud.passTheMoment();
        return cloud.iaas.reconcile().reap(GRACE, limit);
    }

    /** Does something in the second scan or later, whenever it begins. */
    private void beforeTheSecondScan(Runnable work) {
        before(SimulatedCall.LIST_DOMAINS, 2, work);
    }

    private void before(SimulatedCall call, int number, Runnable work) {
        AtomicInteger calls = new AtomicInteger();
        cloud.hypervisor.listen((each, point) -> {
            if (each == call && point == Point.BEFORE_EFFECT && calls.incrementAndGet() == number) {
                work.run();
            }
        });
    }

    private Vm deletedAndBackAgain(String name) {
        Vm vm = cloud.create(name);
        DomainSpec spec = lost.domainOf(vm);
        cloud.delete(vm);
        lost.makesAllOf(vm, spec);
        return vm;
    }

    @Test
    void whatALostWorkerLeftBehindTheDeleteGoesWithItsPower() {
        cloud.create("kept");
        cloud.host.addForeignDomain("theirs", UUID.randomUUID());
        cloud.host.addForeignVolume(new VolumeName("theirs.qcow2"));
        HostSnapshot before = cloud.snapshot();
        List<String> ledger = cloud.ledger();
        Vm vm = deletedAndBackAgain("web");
        lost.driver.power().start(cloud.names().domain(vm.id()));
        long began = cloud.time.nanoTime();

        DriftReport report = reap();

        assertThat(report.drifts())
                .hasSize(4)
                .allSatisfy(drift -> assertThat(drift.outcome().action())
                        .as(drift.toString())
                        .isEqualTo(Action.REAPED));
        assertThat(report.clean()).isTrue();
        assertThat(cloud.time.nanoTime() - began).isGreaterThanOrEqualTo(GRACE.toNanos());
        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.ledger()).isEqualTo(ledger);
        assertThat(cloud.iaas.reconcile().report().drifts()).isEmpty();
    }

    @Test
    void whatTheFirstScanDidNotSeeStays() {
        Vm vm = cloud.create("web");
        DomainSpec spec = lost.domainOf(vm);
        cloud.delete(vm);
        beforeTheSecondScan(() -> lost.defines(spec));

        assertThat(reap().drifts())
                .singleElement()
                .extracting(drift -> drift.outcome().action())
                .isEqualTo(Action.REFUSED);

        assertThat(cloud.snapshot().domains()).hasSize(1);
    }

    @Test
    void whatVanishedBetweenTheScansIsNoDriftAnyMore() {
        Vm vm = deletedAndBackAgain("web");
        beforeTheSecondScan(() -> cloud.host.removeDomain(vm.id().value()));

        assertThat(reap().of(Kind.GHOST_DOMAIN)).isEmpty();
    }

    @Test
    void whatBecameWantedBetweenTheScansStays() {
        Vm vm = deletedAndBackAgain("web");
        beforeTheSecondScan(() -> record(vm));
        HostSnapshot before = cloud.snapshot();

        assertThat(reap().with(Action.REAPED)).isEmpty();

        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void whatBecameWantedRightBeforeItsTurnStays() {
        Vm vm = deletedAndBackAgain("web");
        before(SimulatedCall.FIND_DOMAIN, 1, () -> record(vm));
        HostSnapshot before = cloud.snapshot();

        assertThat(reap().drifts())
                .allSatisfy(drift -> assertThat(drift.outcome().action()).isEqualTo(Action.REFUSED));

        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    private void record(Vm vm) {
        cloud.repositories.<Boolean>write(session -> {
            session.vms().insert(vm);
            return true;
        });
        cloud.passTheMoment();
    }

    @Test
    void domainThatAForeignerReplacedRightBeforeItsTurnStays() {
        Vm vm = deletedAndBackAgain("web");
        before(SimulatedCall.POWER_OFF, 1, () -> {
            cloud.host.removeDomain(vm.id().value());
            cloud.host.addForeignDomain(
                    cloud.names().domain(vm.id()).name(), vm.id().value());
        });

        DriftReport report = reap();

        assertThat(report.of(Kind.GHOST_DOMAIN))
                .extracting(drift -> drift.outcome().action())
                .containsExactly(Action.FAILED);
        assertThat(cloud.snapshot().foreign().domains()).hasSize(1);
        assertThat(report.of(Kind.ORPHAN_VOLUME))
                .as("the foreign domain may use them")
                .allSatisfy(drift -> assertThat(drift.outcome().action()).isEqualTo(Action.REFUSED));
    }

    @Test
    void filesOfADomainThatCouldNotBeRemovedStay() {
        deletedAndBackAgain("web");
        HostSnapshot before = cloud.snapshot();
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.UNDEFINE_DOMAIN, ErrorCode.HYPERVISOR_REFUSED));

        DriftReport report = reap();

        assertThat(report.with(Action.FAILED)).extracting(Drift::kind).containsExactly(Kind.GHOST_DOMAIN);
        assertThat(report.with(Action.REFUSED)).hasSize(3);
        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(reap().clean()).isTrue();
    }

    @Test
    void removalWhoseReplyWasLostIsToldAndTheNextScanPutsTheLedgerRight() {
        deletedAndBackAgain("web");
        cloud.hypervisor.faults().inject(Fault.after(SimulatedCall.DELETE_CONSOLE, ErrorCode.HYPERVISOR_UNAVAILABLE));

        assertThat(reap().with(Action.FAILED)).hasSize(1);

        assertThat(cloud.snapshot().consoles()).isEmpty();
        assertThat(cloud.iaas.reconcile().report().drifts()).isEmpty();
    }

    @Test
    void limitStopsAReapThatWouldTakeTooMuch() {
        for (int i = 0; i < 11; i++) {
            VmId gone = cloud.create("vm-" + i).id();
            cloud.delete(cloud.iaas.compute().get(gone));
            lost.makes(cloud.names().disk(gone));
        }
        HostSnapshot before = cloud.snapshot();

        DriftReport refused = reap();

        assertThat(refused.breaker()).get().asString().contains("11").contains("12");
        assertThat(refused.drifts())
                .hasSize(11)
                .allSatisfy(drift -> assertThat(drift.outcome().action()).isEqualTo(Action.REFUSED));
        assertThat(cloud.snapshot()).isEqualTo(before);

        DriftReport allowed = reap(new ReapLimit(11, 0));
        assertThat(allowed.breaker()).isEmpty();
        assertThat(allowed.with(Action.REAPED)).hasSize(11);
    }

    @Test
    void limitIsACountOrAShare() {
        assertThat(ReapLimit.DEFAULT.allows(10, 10)).isTrue();
        assertThat(ReapLimit.DEFAULT.allows(11, 109)).isFalse();
        assertThat(ReapLimit.DEFAULT.allows(11, 110)).isTrue();
        assertThatThrownBy(() -> new ReapLimit(-1, 0)).isInstanceOf(IaasException.class);
        assertThatThrownBy(() -> new ReapLimit(1, Double.NaN)).isInstanceOf(IaasException.class);
        assertThatThrownBy(() -> reap(Duration.ofNanos(-1))).isInstanceOf(IaasException.class);
    }

    private DriftReport reap(Duration grace) {
        return cloud.iaas.reconcile().reap(grace);
    }

    @Test
    void interruptedReapRemovesNothing() {
        deletedAndBackAgain("web");
        HostSnapshot before = cloud.snapshot();
        cloud.passTheMoment();
        before(SimulatedCall.LIST_CONSOLES, 1, () -> Thread.currentThread().interrupt());

        assertThatThrownBy(this::reap)
                .isInstanceOfSatisfying(
                        IaasException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void reapPutsNoRecordRight() {
        Vm vm = cloud.create("web");
        cloud.host.powerOffFromInside(vm.id());

        assertThat(reap().drifts())
                .singleElement()
                .extracting(drift -> drift.outcome().action())
                .isEqualTo(Action.REPORTED);
    }

    @Test
    void unknownThingsStayForEver() {
        VmId nobody = new VmId(UUID.randomUUID());
        lost.makes(cloud.names().disk(nobody));
        lost.makesLog(cloud.names().console(nobody));
        HostSnapshot before = cloud.snapshot();

        assertThat(reap(new ReapLimit(1000, 1)).of(Kind.UNKNOWN)).hasSize(2);

        assertThat(cloud.snapshot()).isEqualTo(before);
    }
}
