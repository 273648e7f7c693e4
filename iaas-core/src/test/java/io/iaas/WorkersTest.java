package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.audit.Actor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.error.ConflictException;
import io.iaas.identity.Project;
import io.iaas.memory.CallListener;
import io.iaas.memory.Fault;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final int WORKERS = 3;

    private final Cloud cloud = Cloud.tryingOnce(WORKERS);

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void noMoreOperationsRunAtOnceThanThereAreWorkers() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        cloud.hypervisor.listen((call, point) -> {
            if (call == SimulatedCall.CREATE_VOLUME && point == CallListener.Point.BEFORE_EFFECT) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
            } else if (call == SimulatedCall.CREATE_VOLUME) {
                now.decrementAndGet();
            }
        });
        InjectedFault hang = cloud.hypervisor
                .faults()
                .inject(Fault.hangBefore(SimulatedCall.CREATE_VOLUME).times(WORKERS));
        List<Operation<Vm>> creates = IntStream.range(0, 12)
                .mapToObj(i -> cloud.iaas.compute().create(aVm("vm-" + i).build()))
                .toList();
        await().atMost(PATIENCE).until(() -> hang.hits() == WORKERS);

        hang.release();
        creates.forEach(create -> create.await(PATIENCE));

        assertThat(most).hasValue(WORKERS);
    }

    /** A database that fails a dispatcher by an Error, once. */
    private record Failing(Repositories repositories, AtomicBoolean fails) implements Repositories {
        @Override
        public <T> T write(Function<RepositorySession, T> work) {
            if (Thread.currentThread().getName().startsWith("iaas-dispatcher") && fails.getAndSet(false)) {
                throw new NoClassDefFoundError("injected");
            }
            return repositories.write(work);
        }

        @Override
        public <T> T read(Function<RepositorySession, T> work) {
            return repositories.read(work);
        }

        @Override
        public void close() {}
    }

    @Test
    void dispatcherGoesOnAfterAnError() {
        Failing failing = new Failing(cloud.repositories, new AtomicBoolean(true));
        try (Iaas iaas = Iaas.builder()
                .repositories(failing)
                .hypervisor(SimulatedHypervisor.connect(cloud.host))
                .timeSource(cloud.time)
                .build()) {
            cloud.iaas.close();
            iaas.compute().create(aVm("web").build()).await(PATIENCE);
        }

        assertThat(failing.fails()).isFalse();
    }

    @Test
    void operationOfANewerVersionIsLeftToIt() {
        Vm vm = cloud.create("web");
        OperationId newer = insert(vm, OperationKind.VM_PAUSE, 99);
        OperationId unknown = insert(cloud.create("db"), new OperationKind("vm.teleport"), 1);

        cloud.create("other");

        for (OperationId id : List.of(newer, unknown)) {
            OperationStatus status = cloud.repositories.read(session ->
                    session.operations().find(Project.DEFAULT, id).orElseThrow().status());
            assertThat(status.state()).isEqualTo(OperationState.QUEUED);
            assertThat(status.attempts()).isZero();
            assertThat(cloud.iaas.operations().get(id).info().progress().stepsTotal())
                    .isZero();
            assertThatThrownBy(() -> cloud.iaas.operations().abandon(id)).isInstanceOf(ConflictException.class);
        }
        assertThat(cloud.iaas.compute().get("web").state()).isEqualTo(VmState.RUNNING);
    }

    private OperationId insert(Vm vm, OperationKind kind, int version) {
        OperationId id = new OperationId(UUID.randomUUID());
        return cloud.repositories.write(session -> {
            session.operations()
                    .insert(new StoredOperation(
                            id,
                            Project.DEFAULT,
                            Actor.HOST_APPLICATION,
                            kind,
                            version,
                            new OperationTarget(OperationTarget.VM, vm.id().value(), vm.name()),
                            Map.of(),
                            "hash",
                            Optional.empty(),
                            session.now(),
                            Optional.empty(),
                            OperationStatus.queued(session.now())));
            return id;
        });
    }
}
