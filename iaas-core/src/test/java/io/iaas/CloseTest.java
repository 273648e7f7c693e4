package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ClosedException;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.memory.VirtualTime;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationState;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.repository.StoredOperation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An orderly end: what can end soon does, and the rest goes on elsewhere at once. */
class CloseTest {
    @TempDir
    private Path directory;

    /** Stands still: no lease ever runs out. */
    private final VirtualTime databaseClock = VirtualTime.manual(Instant.parse("2026-01-01T00:00:00Z"));

    private final InMemoryRepositories repositories = InMemoryRepositories.create(databaseClock);
    private final SimulatedHost host = SimulatedHost.builder().build();
    private final SimulatedHypervisor hypervisor = SimulatedHypervisor.connect(host);

    @AfterEach
    void close() {
        hypervisor.faults().clear();
        repositories.close();
    }

    private Iaas instance(SimulatedHypervisor driver, Duration closeTimeout) {
        return Iaas.builder()
                .repositories(new Shared(repositories))
                .hypervisor(driver)
                .closeTimeout(closeTimeout)
                .build();
    }

    private void importAnImage(Iaas iaas) {
        iaas.images()
                .importImage(ImageSpec.disk(Cloud.IMAGE, new ByteArrayInputStream(new byte[4096])))
                .await(PATIENCE);
    }

    private StoredOperation stored(OperationId id) {
        return repositories.read(
                session -> session.operations().find(Project.DEFAULT, id).orElseThrow());
    }

    @Test
    void closeWaitsForWhatRunsAndBeginsNothingNew() throws InterruptedException {
        Iaas iaas = instance(hypervisor, PATIENCE);
        importAnImage(iaas);
        InjectedFault hang = hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.DEFINE_DOMAIN));
        Operation<Vm> running = iaas.compute().create(aVm("web").build());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        Operation<Vm> behind = iaas.compute().stop(iaas.compute().get("web").id());

        CompletableFuture<Void> close = CompletableFuture.runAsync(iaas::close);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(
                                () -> iaas.compute().create(aVm("late").build()))
                        .isInstanceOf(ClosedException.class));
        assertThat(close).isNotDone();
        hang.release();

        assertThat(close).succeedsWithin(PATIENCE);
        assertThat(stored(running.id()).status().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(stored(behind.id()).status().state()).isEqualTo(OperationState.QUEUED);
    }

    @Test
    void whatIsHandedOverGoesOnWithoutAWaitForItsLease() {
        OperationId id;
        try (Iaas first = instance(hypervisor, Duration.ZERO)) {
            importAnImage(first);
            Wait ready = Wait.until(WaitCondition.console("simulated guest ready"), Duration.ofMinutes(10));
            id = first.compute().create(aVm("web").waitFor(ready).build()).id();
            await().atMost(PATIENCE).until(() -> first.operations().journal(id).size() == 7);
        }
        assertThat(stored(id).status().state()).isEqualTo(OperationState.RUNNING);

        try (Iaas second = instance(SimulatedHypervisor.connect(host), PATIENCE)) {
            assertThat(second.operations().get(id).await(PATIENCE))
                    .isInstanceOfSatisfying(
                            Vm.class, vm -> assertThat(vm.state()).isEqualTo(VmState.RUNNING));
        }
        assertThat(host.snapshot().domains()).hasSize(1);
        assertThat(stored(id).status().attempts()).isOne();
    }

    @Test
    void whatIsHandedOverWithinACallGoesOnInTheSameDirection() throws InterruptedException {
        CountDownLatch uploading = new CountDownLatch(1);
        hypervisor.listen((call, point) -> {
            if (call == SimulatedCall.UPLOAD_VOLUME) {
                uploading.countDown();
                hangUntilInterrupted();
            }
        });
        OperationId id;
        try (Iaas first = instance(hypervisor, Duration.ZERO)) {
            id = first.images().importImage(ImageSpec.disk(Cloud.IMAGE, disk())).id();
            assertThat(uploading.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(stored(id).status().state()).isEqualTo(OperationState.RUNNING);

        try (Iaas second = instance(SimulatedHypervisor.connect(host), PATIENCE)) {
            assertThat(second.operations().get(id).await(PATIENCE)).isInstanceOf(Image.class);
        }
    }

    private static void hangUntilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new HypervisorException(ErrorCode.HYPERVISOR_UNAVAILABLE, "the call was cut off", "");
        }
    }

    private Path disk() {
        try {
            return Files.write(directory.resolve("disk.raw"), new byte[4096]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void undoThatIsHandedOverWithinACallGoesOnAndLosesNoTry() throws InterruptedException {
        OperationId id;
        try (Iaas first = instance(hypervisor, Duration.ZERO)) {
            importAnImage(first);
            hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));
            InjectedFault hang = hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.UNDEFINE_DOMAIN));
            id = first.compute().create(aVm("web").build()).id();
            assertThat(hang.awaitHit(PATIENCE)).isTrue();
        }
        assertThat(stored(id).status().state()).isEqualTo(OperationState.UNDOING);
        assertThat(stored(id).status().undoAttempts()).isZero();

        try (Iaas second = instance(SimulatedHypervisor.connect(host), PATIENCE)) {
            await().atMost(PATIENCE)
                    .until(() -> second.operations().get(id).info().state() == OperationState.ROLLED_BACK);
        }
        assertThat(host.snapshot().domains()).isEmpty();
    }
}
