package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.error.ErrorCode;
import io.iaas.image.ImageSpec;
import io.iaas.internal.observe.GuardedObserver;
import io.iaas.memory.Fault;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.observe.HypervisorCall;
import io.iaas.spi.observe.IaasObserver;
import io.iaas.spi.observe.Load;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ObserverTest {
    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void wayOfAnOperationIsTold() {
        try (Cloud cloud = Cloud.observedBy(observer)) {
            cloud.create("web");

            awaitWords(OperationKind.VM_CREATE, "submitted", "begun", "SUCCEEDED");
            assertThat(observer.words().get(0)).isEqualTo("watching");
            assertThat(observer.durations()).noneMatch(Duration::isNegative);
        }
        assertThat(observer.words()).endsWith("close");
    }

    @Test
    void failureOfACallAndWhatCameOfItAreTold() {
        try (Cloud cloud = Cloud.observedBy(observer)) {
            cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));

            assertThatThrownBy(() -> cloud.create("web")).isInstanceOf(OperationFailedException.class);

            awaitWords(OperationKind.VM_CREATE, "submitted", "begun", "ROLLED_BACK");
            assertThat(observer.calls())
                    .filteredOn(call -> call.name().equals("domainPower.start"))
                    .singleElement()
                    .satisfies(call -> {
                        assertThat(call.host()).isEqualTo(cloud.hypervisor.hostId());
                        assertThat(call.failure()).contains(ErrorCode.HYPERVISOR_REFUSED);
                        assertThat(call.duration()).isPositive();
                    });
        }
    }

    @Test
    void everyCallToTheHostIsToldOnce() {
        try (Cloud cloud = Cloud.observedBy(observer)) {
            Vm vm = cloud.create("web");
            cloud.iaas.compute().get(vm.id());
            cloud.iaas.doctor();

            assertThat(observer.calls()).hasSize(cloud.hypervisor.calls().total());
            assertThat(observer.calls())
                    .extracting(HypervisorCall::name)
                    .contains("volumes.create", "domains.define", "networks.leases", "hypervisor.diagnose")
                    .doesNotContain("hypervisor.hostId", "hypervisor.capabilities");
        }
    }

    @Test
    void blockedAndThenAbandonedOperationIsToldTwice() {
        try (Cloud cloud = Cloud.observedBy(observer)) {
            cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));
            cloud.hypervisor
                    .faults()
                    .inject(Fault.before(SimulatedCall.UNDEFINE_DOMAIN, ErrorCode.HYPERVISOR_REFUSED)
                            .forever());
            Operation<Vm> create = cloud.iaas.compute().create(Cloud.aVm("web").build());
            assertThatThrownBy(() -> create.await(PATIENCE)).isInstanceOf(OperationFailedException.class);
            awaitWords(OperationKind.VM_CREATE, "submitted", "begun", "UNDO_BLOCKED");

            cloud.iaas.operations().abandon(create.id());

            awaitWords(OperationKind.VM_CREATE, "submitted", "begun", "UNDO_BLOCKED", "ABANDONED");
        }
    }

    @Test
    void operationThatIsCancelledBeforeItBeganIsTold() {
        try (Idle idle = new Idle(observer)) {
            Vm vm = idle.vm();
            Operation<Vm> stop = idle.iaas.compute().forceStop(vm.id());

            assertThat(stop.cancel()).isTrue();

            assertThat(observer.wordsOf(OperationKind.VM_FORCE_STOP))
                    .containsExactly(words(OperationKind.VM_FORCE_STOP, "submitted", "ROLLED_BACK"));
        }
    }

    @Test
    void createThatADeleteEndsAtOnceIsTold() {
        try (Idle idle = new Idle(observer)) {
            Operation<Vm> create = idle.iaas.compute().create(Cloud.aVm("late").build());

            idle.iaas.compute().delete(idle.iaas.compute().get("late").id());

            assertThat(create.info().state()).isEqualTo(OperationState.ROLLED_BACK);
            assertThat(observer.wordsOf(OperationKind.VM_CREATE))
                    .containsExactly(words(OperationKind.VM_CREATE, "submitted", "ROLLED_BACK"));
        }
    }

    @Test
    void requestThatWasMadeBeforeIsToldOnce() {
        try (Cloud cloud = Cloud.observedBy(observer)) {
            SubmitOptions once = SubmitOptions.none().withIdempotencyKey("once");
            cloud.iaas.compute().with(once).create(Cloud.aVm("web").build()).await(PATIENCE);
            cloud.iaas.compute().with(once).create(Cloud.aVm("web").build()).await(PATIENCE);

            awaitWords(OperationKind.VM_CREATE, "submitted", "begun", "SUCCEEDED");
        }
    }

    @Test
    void loadTellsWorkersAndUnfinishedOperations() {
        try (Idle idle = new Idle(observer)) {
            Load load = observer.load();
            assertThat(load.unfinishedOperations(OperationState.QUEUED)).isZero();
            idle.iaas.compute().forceStop(idle.vm().id());
            idle.iaas.compute().create(Cloud.aVm("late").build());

            assertThat(load.unfinishedOperations(OperationState.QUEUED)).isEqualTo(2);
            assertThat(load.unfinishedOperations(OperationState.RUNNING)).isZero();
            assertThat(load.workers()).isZero();
            assertThat(load.busyWorkers()).isZero();
        }
        RecordingObserver other = new RecordingObserver();
        try (Cloud cloud = Cloud.observedBy(other)) {
            var hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.START));
            Operation<Vm> create = cloud.iaas.compute().create(Cloud.aVm("web").build());
            await().atMost(PATIENCE).until(() -> other.load().busyWorkers() == 1);
            assertThat(other.load().unfinishedOperations(OperationState.RUNNING))
                    .isEqualTo(1);
            assertThat(other.load().workers()).isEqualTo(8);

            hang.release();
            create.await(PATIENCE);
            await().atMost(PATIENCE).until(() -> other.load().busyWorkers() == 0);
        }
    }

    @Test
    void nothingIsToldBehindTheClose() {
        GuardedObserver guarded = new GuardedObserver(observer);

        guarded.close();
        guarded.operationSubmitted(OperationKind.VM_CREATE);

        assertThat(observer.words()).containsExactly("close");
    }

    @Test
    void observerThatThrowsHarmsNothing() {
        AtomicInteger thrown = new AtomicInteger();
        try (Cloud cloud = Cloud.observedBy(new Throwing(thrown))) {
            Vm vm = cloud.create("web");
            cloud.delete(vm);

            assertThat(cloud.snapshot().domains()).isEmpty();
        }
        assertThat(thrown).hasValueGreaterThan(10);
    }

    @Test
    void withoutAnObserverNothingStandsBeforeTheDriver() {
        try (Cloud watched = Cloud.observedBy(observer);
                Cloud plain = Cloud.withImage()) {
            assertThat(framesOfAFailedCall(watched)).anyMatch(frame -> frame.contains("ObservedHypervisor"));
            assertThat(framesOfAFailedCall(plain)).noneMatch(frame -> frame.contains("Observed"));
        }
    }

    private static List<String> framesOfAFailedCall(Cloud cloud) {
        Vm vm = cloud.create("web");
        cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.TAIL_CONSOLE, ErrorCode.HYPERVISOR_REFUSED)
                        .forever());
        try {
            cloud.iaas.compute().consoleLog(vm.id(), 1);
            throw new AssertionError("the call did not fail");
        } catch (HypervisorException e) {
            return Arrays.stream(e.getStackTrace())
                    .map(StackTraceElement::getClassName)
                    .toList();
        }
    }

    /** A worker may be quicker than the submitter's word. */
    private void awaitWords(OperationKind kind, String... words) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(observer.wordsOf(kind)).containsExactlyInAnyOrder(words(kind, words)));
    }

    private static String[] words(OperationKind kind, String... words) {
        return Arrays.stream(words).map(word -> kind + " " + word).toArray(String[]::new);
    }

    /** An instance without workers, over the database of one that made a machine. */
    private static final class Idle implements AutoCloseable {
        private final InMemoryRepositories repositories = InMemoryRepositories.create();
        private final SimulatedHypervisor hypervisor = SimulatedHypervisor.create();
        private final Iaas iaas;

        Idle(IaasObserver observer) {
            try (Iaas first = Iaas.builder()
                    .repositories(new Shared(repositories))
                    .hypervisor(SimulatedHypervisor.connect(hypervisor.host()))
                    .build()) {
                first.images()
                        .importImage(ImageSpec.disk(Cloud.IMAGE, new ByteArrayInputStream(new byte[4096])))
                        .await(PATIENCE);
                first.compute().create(Cloud.aVm("web").build()).await(PATIENCE);
            }
            iaas = Iaas.builder()
                    .repositories(repositories)
                    .hypervisor(hypervisor)
                    .workers(0)
                    .observer(observer)
                    .build();
        }

        Vm vm() {
            return iaas.compute().get("web");
        }

        @Override
        public void close() {
            iaas.close();
        }
    }

    private record Throwing(AtomicInteger thrown) implements IaasObserver {
        @Override
        public void watching(Load load) {
            throw failure();
        }

        @Override
        public void operationSubmitted(OperationKind kind) {
            throw failure();
        }

        @Override
        public void operationBegun(OperationKind kind, Duration queued) {
            throw failure();
        }

        @Override
        public void operationSettled(OperationKind kind, OperationState state, Duration taken) {
            throw failure();
        }

        @Override
        public void hypervisorCalled(HypervisorCall call) {
            thrown.incrementAndGet();
            throw new IllegalStateException("the observer is broken");
        }

        @Override
        public void close() {
            throw failure();
        }

        private AssertionError failure() {
            thrown.incrementAndGet();
            return new AssertionError("the observer is broken");
        }
    }
}
