package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ClosedException;
import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.AwaitTimeoutException;
import io.iaas.operation.JournalStep;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.operation.Progress;
import io.iaas.page.PageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationTest {
    private final Cloud cloud = Cloud.withImage();

    @AfterEach
    void close() {
        cloud.close();
    }

    private Operation<Vm> create(String name) {
        return cloud.iaas.compute().create(aVm(name).build());
    }

    @Test
    void submissionReturnsBeforeTheHostWasCalled() throws InterruptedException {
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.CREATE_VOLUME));

        Operation<Vm> operation = create("web");

        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        assertThat(cloud.iaas.compute().get("web").state()).isEqualTo(VmState.CREATING);
        hang.release();
        assertThat(operation.await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void awaitThatRunsOutTellsHowFarTheOperationIs() throws InterruptedException {
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.DEFINE_DOMAIN));
        Operation<Vm> operation = create("web");
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        assertThatThrownBy(() -> operation.await(Duration.ofMillis(10)))
                .isInstanceOf(AwaitTimeoutException.class)
                .hasMessageContaining("define-domain");
        hang.release();
        operation.await(PATIENCE);
    }

    @Test
    void listenerHearsProgressUpToTheEnd() {
        List<Progress> heard = new CopyOnWriteArrayList<>();
        Operation<Vm> operation = create("web");

        operation.onProgress(heard::add);
        operation.await(PATIENCE);

        await().atMost(PATIENCE)
                .until(() -> !heard.isEmpty() && heard.get(heard.size() - 1).state() == OperationState.SUCCEEDED);
        assertThat(heard.get(heard.size() - 1).fraction()).isEqualTo(1);
    }

    @Test
    void listenerThatComesWhenAllIsOverHearsTheEnd() {
        List<Progress> heard = new CopyOnWriteArrayList<>();
        Operation<Vm> operation = create("web");
        operation.await(PATIENCE);

        operation.onProgress(heard::add);

        await().atMost(PATIENCE).until(() -> heard.size() == 1);
        assertThat(heard.get(0).state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void completionStageTellsTheResult() throws Exception {
        Vm vm = create("web").completion().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(vm.name()).isEqualTo("web");
    }

    @Test
    void cancelledCreateLeavesNothing() throws InterruptedException {
        HostSnapshot before = cloud.snapshot();
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.DEFINE_DOMAIN));
        Operation<Vm> operation = create("web");
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        assertThat(operation.cancel()).isTrue();
        hang.release();
        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> operation.await(PATIENCE));

        assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(operation.cancel()).isFalse();
    }

    @Test
    void operationIsFoundAgainByItsId() {
        Operation<Vm> operation = create("web");

        assertThat(cloud.iaas.operations().get(operation.id()).await(PATIENCE)).isInstanceOf(Vm.class);
        assertThatThrownBy(() -> cloud.iaas.operations().get(new OperationId(UUID.randomUUID())))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void journalTellsEveryStepWithItsResource() {
        Operation<Vm> operation = create("web");
        operation.await(PATIENCE);

        List<JournalStep> journal = cloud.iaas.operations().journal(operation.id());

        assertThat(journal).extracting(JournalStep::state).containsOnly(JournalStep.State.DONE);
        assertThat(journal)
                .extracting(JournalStep::name)
                .containsExactly(
                        "place-on-host",
                        "create-disk",
                        "create-seed",
                        "create-console-log",
                        "define-domain",
                        "start-domain",
                        "await-readiness");
        assertThat(journal.get(1).resource().orElseThrow()).startsWith("DISK:iaas-");
    }

    @Test
    void listShowsTheNewestFirst() {
        create("one").await(PATIENCE);
        create("two").await(PATIENCE);

        assertThat(cloud.iaas
                        .operations()
                        .list(OperationQuery.all().inState(OperationState.SUCCEEDED), PageRequest.first(2))
                        .items())
                .extracting(info -> info.target().name())
                .containsExactly("two", "one");
    }

    @Test
    void closedInstanceRefusesNewWork() {
        cloud.iaas.close();

        assertThatThrownBy(() -> create("web")).isInstanceOf(ClosedException.class);
    }

    @Test
    void anotherInstanceRunsWhatOneThatOnlySubmitsRecorded() {
        InMemoryRepositories shared = InMemoryRepositories.create();
        try (Iaas worker = instance(shared, 4);
                Iaas submitter = instance(shared, 0)) {
            var image = submitter
                    .images()
                    .importImage(ImageSpec.disk("other", rawFile()))
                    .await(PATIENCE);

            assertThat(image.name()).isEqualTo("other");
            assertThat(worker.images().get("other")).isEqualTo(image);
        }
    }

    @Test
    void closeHandsAWaitingOperationOverToTheNextInstance() throws InterruptedException {
        InMemoryRepositories shared = InMemoryRepositories.create();
        OperationId id;
        try (Iaas first = Iaas.builder()
                .repositories(new Shared(shared))
                .hypervisor(SimulatedHypervisor.connect(cloud.host))
                .closeTimeout(Duration.ZERO)
                .build()) {
            first.images().importImage(ImageSpec.disk(Cloud.IMAGE, rawFile())).await(PATIENCE);
            id = first.compute()
                    .create(aVm("web")
                            .waitFor(Wait.until(WaitCondition.console("simulated guest ready"), Duration.ofMinutes(10)))
                            .build())
                    .id();
            await().atMost(PATIENCE).until(() -> first.operations().journal(id).size() == 7);
        }
        cloud.time.advance(Duration.ofSeconds(10));
        try (Iaas second = instance(shared, 4)) {
            assertThat(second.operations().get(id).await(PATIENCE)).isInstanceOf(Vm.class);
        }
    }

    @Test
    void closeThatBreaksOffACallHandsItsOperationOverAndDoesNotTurnItBack() throws InterruptedException {
        InMemoryRepositories shared = InMemoryRepositories.create();
        SimulatedHypervisor silent = SimulatedHypervisor.connect(cloud.host);
        OperationId id;
        try (Iaas first = Iaas.builder()
                .repositories(new Shared(shared))
                .hypervisor(silent)
                .closeTimeout(Duration.ZERO)
                .build()) {
            first.images().importImage(ImageSpec.disk(Cloud.IMAGE, rawFile())).await(PATIENCE);
            InjectedFault hang = silent.faults().inject(Fault.hangBefore(SimulatedCall.DEFINE_DOMAIN));
            id = first.compute().create(aVm("web").build()).id();
            assertThat(hang.awaitHit(PATIENCE)).isTrue();
        }
        try (Iaas second = instance(shared, 4)) {
            assertThat(second.operations().get(id).await(PATIENCE)).isInstanceOf(Vm.class);
        }
    }

    private Iaas instance(InMemoryRepositories shared, int workers) {
        return Iaas.builder()
                .repositories(new Shared(shared))
                .hypervisor(SimulatedHypervisor.connect(cloud.host))
                .timeSource(cloud.time)
                .workers(workers)
                .build();
    }

    private static Path rawFile() {
        try {
            Path file = Files.createTempFile("iaas-test", ".raw");
            file.toFile().deleteOnExit();
            return Files.write(file, new byte[4096]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
