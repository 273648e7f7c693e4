package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditQuery;
import io.iaas.compute.ComputeService;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.compute.VmState;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.InvalidInputException;
import io.iaas.error.NotFoundException;
import io.iaas.event.EventKind;
import io.iaas.identity.Project;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedGuest;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.PageRequest;
import io.iaas.quota.QuotaResource;
import io.iaas.quota.QuotaUsage;
import io.iaas.spi.repository.RepositorySession;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A machine with a lease goes when that ends, and not before. */
class VmLeaseTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final PageRequest ALL = PageRequest.first(100);

    private final Cloud cloud = Cloud.withImage();
    private final HostSnapshot empty = cloud.snapshot();
    private final ComputeService compute = cloud.iaas.compute();

    @AfterEach
    void close() {
        cloud.close();
    }

    private Vm create(String name, Duration lease) {
        return compute.create(aVm(name).expiresAfter(lease).build()).await(PATIENCE);
    }

    private Instant now() {
        return cloud.repositories.read(RepositorySession::now);
    }

    private void awaitGone(VmId id) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> compute.get(id)).isInstanceOf(NotFoundException.class));
    }

    private List<OperationInfo> deletes(VmId id) {
        return cloud.iaas.operations().list(OperationQuery.all().on(id.value()), ALL).items().stream()
                .filter(operation -> operation.kind().equals(OperationKind.VM_DELETE))
                .toList();
    }

    @Test
    void leaseIsCountedFromTheSubmissionAndShown() {
        Vm vm = create("web", HOUR);

        assertThat(vm.expiresAt()).contains(vm.createdAt().plus(HOUR));
        assertThat(compute.get("web").expiresAt()).isEqualTo(vm.expiresAt());
        assertThat(cloud.create("db").expiresAt()).isEmpty();
    }

    @Test
    void machineWhoseLeaseEndsIsDeletedOnceWithAllThatWasMadeForIt() {
        Vm vm = create("web", HOUR);
        QuotaUsage before = usage();

        compute.renew(vm.id(), MOMENT);
        awaitGone(vm.id());

        assertThat(cloud.snapshot()).isEqualTo(empty);
        assertThat(before.used(QuotaResource.VMS)).isOne();
        assertThat(usage().used(QuotaResource.VMS)).isZero();
        assertThat(deletes(vm.id()))
                .singleElement()
                .satisfies(delete -> assertThat(delete.progress().state()).isEqualTo(OperationState.SUCCEEDED));
        assertThat(compute.find("web")).isEmpty();
    }

    private QuotaUsage usage() {
        return cloud.iaas.project(Project.DEFAULT).quotas().usage();
    }

    @Test
    void trailAndEventsSayThatItWasTheLease() {
        Vm vm = create("web", HOUR);
        long newest = cloud.iaas.events().newest();
        Vm renewed = compute.renew(vm.id(), MOMENT);
        awaitGone(vm.id());

        String end = renewed.expiresAt().orElseThrow().toString();
        assertThat(cloud.iaas
                        .audit()
                        .list(AuditQuery.all().doing(AuditAction.of(OperationKind.VM_DELETE)), ALL)
                        .items())
                .extracting(entry -> entry.actor(), entry -> entry.outcome())
                .containsExactly(tuple(Actor.LEASE, AuditOutcome.SUCCEEDED), tuple(Actor.LEASE, AuditOutcome.ACCEPTED));
        assertThat(cloud.iaas.events().list(newest, 100))
                .extracting(
                        event -> event.kind(),
                        event -> event.change().before().orElse("-"),
                        event -> event.change().after().orElse("-"),
                        event -> event.change().reason().orElse("-"))
                .containsExactly(
                        tuple(
                                EventKind.VM_LEASE_CHANGED,
                                vm.expiresAt().orElseThrow().toString(),
                                end,
                                "-"),
                        tuple(EventKind.VM_EXPIRED, end, "-", "its lease ended at " + end),
                        tuple(EventKind.VM_STATE_CHANGED, "RUNNING", "DELETING", "its lease ended at " + end),
                        tuple(EventKind.VM_DELETED, "DELETING", "-", "-"),
                        tuple(EventKind.OPERATION_SETTLED, "RUNNING", "SUCCEEDED", "-"));
    }

    @Test
    void renewedAndKeptMachinesStay() {
        Vm renewed = create("renewed", HOUR);
        Vm kept = create("kept", HOUR);
        Vm given = cloud.create("given");
        Vm doomed = create("doomed", HOUR);
        Instant before = now();

        assertThat(compute.renew(renewed.id(), HOUR.multipliedBy(2)).expiresAt().orElseThrow())
                .isBetween(before.plus(HOUR), now().plus(HOUR.multipliedBy(2)));
        assertThat(compute.keep(kept.id()).expiresAt()).isEmpty();
        assertThat(compute.keep(kept.id()).version())
                .isEqualTo(compute.get("kept").version());
        assertThat(compute.renew(given.id(), HOUR).expiresAt()).isPresent();
        compute.renew(doomed.id(), MOMENT);
        awaitGone(doomed.id());

        assertThat(compute.list(VmQuery.all(), ALL).items())
                .extracting(Vm::name)
                .containsExactly("renewed", "kept", "given");
        assertThat(cloud.iaas.audit().list(AuditQuery.all(), ALL).items())
                .extracting(entry -> entry.action())
                .contains(AuditAction.VM_RENEW, AuditAction.VM_KEEP);
    }

    @Test
    void lengthsOutOfBoundsAreRefusedAndChangeNothing() {
        Vm vm = create("web", HOUR);
        Stream.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofSeconds(-1), Vm.MAX_LEASE.plusNanos(1))
                .forEach(length -> {
                    VmSpec.Builder spec = aVm("other").expiresAfter(length);
                    assertThatThrownBy(spec::build)
                            .isInstanceOf(InvalidInputException.class)
                            .hasMessageContainingAll("lease of VM 'other'", "not " + length);
                    assertThatThrownBy(() -> compute.renew(vm.id(), length))
                            .isInstanceOf(InvalidInputException.class)
                            .hasMessageContaining("lease of VM 'web'");
                });
        assertThat(compute.get(vm.id())).isEqualTo(vm);
        assertThat(compute.renew(vm.id(), Vm.MAX_LEASE).expiresAt().orElseThrow())
                .isAfter(now().plus(3649, ChronoUnit.DAYS));
    }

    @Test
    void sameCreateWithAnotherLeaseIsAnotherRequest() {
        ComputeService keyed = compute.with(SubmitOptions.none().withIdempotencyKey("k"));
        keyed.create(aVm("web").expiresAfter(HOUR).build());

        assertThatThrownBy(() -> keyed.create(aVm("web").build()))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT));
    }

    @Test
    void machineThatGoesAwayIsNeitherRenewedNorKept() {
        Vm vm = create("web", HOUR);
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.POWER_OFF));
        Operation<VmId> delete = compute.delete(vm.id());

        assertThatThrownBy(() -> compute.renew(vm.id(), HOUR)).hasMessageContaining("it is going away");
        assertThatThrownBy(() -> compute.keep(vm.id()))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_STATE));
        hang.release();
        delete.await(PATIENCE);
    }

    @Test
    void listIsNarrowedToWhatExpires() {
        Vm soon = create("soon", HOUR);
        create("late", HOUR.multipliedBy(3));
        cloud.create("never");
        VmQuery query = VmQuery.all().expiringBefore(now().plus(HOUR.multipliedBy(2)));

        assertThat(compute.list(query, ALL).items()).containsExactly(soon);
        assertThat(compute.count(query)).isOne();
        assertThat(compute.count(VmQuery.all().expiringBefore(soon.expiresAt().orElseThrow())))
                .isZero();
    }

    @Test
    void createThatOutlivesItsLeaseIsCancelledAndTakenBack() {
        try (Cloud slow = Cloud.withGuests(SimulatedGuest.dead())) {
            HostSnapshot before = slow.snapshot();
            InjectedFault hang = slow.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.START));
            Operation<Vm> create = slow.iaas
                    .compute()
                    .create(aVm("web")
                            .waitFor(Wait.until(WaitCondition.port(22), HOUR))
                            .expiresAfter(MOMENT)
                            .build());
            await().atMost(PATIENCE)
                    .until(() -> hang.hits() == 1
                            && create.info().cancelRequestedAt().isPresent());
            hang.release();

            await().atMost(PATIENCE).until(() -> slow.iaas.compute().find("web").isEmpty());
            await().atMost(PATIENCE).until(() -> slow.snapshot().equals(before));
            assertThat(create.info().progress().state()).isEqualTo(OperationState.ROLLED_BACK);
        }
    }

    @Test
    void deleteWaitsForTheOperationThatIsUnderWay() {
        Vm vm = create("web", HOUR);
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.PAUSE));
        Operation<Vm> pause = compute.pause(vm.id());
        await().atMost(PATIENCE).until(() -> hang.hits() == 1);
        compute.renew(vm.id(), MOMENT);
        await().atMost(PATIENCE).until(() -> cloud.recorded(vm) == VmState.DELETING);
        assertThat(compute.get(vm.id()).stateReason().orElseThrow()).startsWith("its lease ended at ");

        hang.release();

        awaitGone(vm.id());
        assertThat(pause.info().progress().state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void leaseThatEndsWhileNobodyLooksIsFoundByWhoeverStartsAndDeletedOnce() {
        Vm vm = create("web", HOUR);
        cloud.iaas.close();
        try (Iaas idle = instance(0)) {
            idle.compute().renew(vm.id(), MOMENT);
        }
        assertThat(cloud.recorded(vm)).isEqualTo(VmState.RUNNING);

        try (Iaas one = instance(2);
                Iaas other = instance(2)) {
            await().atMost(PATIENCE).until(() -> other.compute().find("web").isEmpty());
            assertThat(one.operations()
                            .list(OperationQuery.all().on(vm.id().value()), ALL)
                            .items())
                    .extracting(OperationInfo::kind)
                    .containsExactly(OperationKind.VM_DELETE, OperationKind.VM_CREATE);
        }
        assertThat(cloud.snapshot()).isEqualTo(empty);
    }

    private Iaas instance(int workers) {
        return Iaas.builder()
                .repositories(new Shared(cloud.repositories))
                .hypervisor(SimulatedHypervisor.connect(cloud.host))
                .timeSource(cloud.time)
                .followHosts(false)
                .workers(workers)
                .build();
    }
}
