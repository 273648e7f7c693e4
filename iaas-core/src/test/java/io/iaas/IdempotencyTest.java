package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.ComputeService;
import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.PageRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that is submitted again under its idempotency key is the operation that it was the first time. */
class IdempotencyTest {
    private static final SubmitOptions KEYED = SubmitOptions.none().withIdempotencyKey("order-17");
    private static final String SECRET = "canary-secret";

    private final Cloud cloud = Cloud.withImage();
    private final Iaas other = Iaas.builder()
            .repositories(new Shared(cloud.repositories))
            .hypervisor(SimulatedHypervisor.connect(cloud.host))
            .timeSource(cloud.time)
            .workers(0)
            .build();

    @AfterEach
    void close() {
        other.close();
        cloud.close();
    }

    private ComputeService keyed() {
        return cloud.iaas.compute().with(KEYED);
    }

    private List<OperationId> operations() {
        return cloud.iaas.operations().list(OperationQuery.all(), PageRequest.first(100)).items().stream()
                .map(info -> info.id())
                .toList();
    }

    @Test
    void sameRequestIsTheSameOperationWhileItRunsAndAfterwards() throws InterruptedException {
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.CREATE_VOLUME));
        Operation<Vm> first = keyed().create(aVm("web").build());
        Operation<Vm> whileItRuns = keyed().create(aVm("web").build());
        hang.release();
        Vm vm = first.await(PATIENCE);
        Operation<Vm> afterwards = keyed().create(aVm("web").build());

        assertThat(List.of(whileItRuns.id(), afterwards.id())).containsOnly(first.id());
        assertThat(afterwards.await(PATIENCE)).isEqualTo(vm);
        assertThat(cloud.snapshot().domains()).hasSize(1);
        assertThat(first.info().idempotencyKey()).contains("order-17");
    }

    @Test
    void fiftyThreadsInTwoInstancesGetOneMachine() {
        int threads = 50;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Operation<Vm>> operations = IntStream.range(0, threads)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> createWithTheOthers(start, i), pool))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(operations)
                    .extracting(Operation::id)
                    .containsOnly(operations.get(0).id());
            assertThat(operations)
                    .extracting(operation -> operation.await(PATIENCE).id())
                    .containsOnly(cloud.iaas.compute().get("web").id());
        } finally {
            pool.shutdownNow();
        }
        assertThat(cloud.snapshot().domains()).hasSize(1);
    }

    private Operation<Vm> createWithTheOthers(CyclicBarrier start, int number) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        Iaas chosen = number % 2 == 0 ? cloud.iaas : other;
        return chosen.compute().with(KEYED).create(aVm("web").build());
    }

    @Test
    void anotherRequestUnderTheKeyIsRefusedWithoutASecret() {
        keyed().create(aVm("web").userData("#!/bin/sh\n" + SECRET + "1\n").build())
                .await(PATIENCE);

        assertThatThrownBy(() -> keyed().create(aVm("web")
                        .userData("#!/bin/sh\n" + SECRET + "2\n")
                        .build()))
                .isInstanceOf(ConflictException.class)
                .hasMessageNotContaining(SECRET)
                .extracting("code")
                .isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT);
        assertThatThrownBy(() -> keyed().delete(cloud.iaas.compute().get("web").id()))
                .isInstanceOf(ConflictException.class);
        assertThat(cloud.iaas.compute().get("web").state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void failedRequestStaysFailedUnderItsKey() {
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));
        Operation<Vm> failed = keyed().create(aVm("web").build());
        assertThatThrownBy(() -> failed.await(PATIENCE)).isInstanceOf(OperationFailedException.class);

        Operation<Vm> again = keyed().create(aVm("web").build());

        assertThat(again.id()).isEqualTo(failed.id());
        assertThatThrownBy(() -> again.await(PATIENCE)).isInstanceOf(OperationFailedException.class);
        assertThat(cloud.iaas
                        .compute()
                        .list(VmQuery.all(), PageRequest.first(1))
                        .items())
                .isEmpty();
    }

    @Test
    void refusedRequestDoesNotUseItsKeyUp() {
        assertThatThrownBy(() -> keyed().create(aVm("web").image("none").build()))
                .hasMessageContaining("none");

        assertThat(keyed().create(aVm("web").build()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void repeatedImportLeavesItsStreamUnread() {
        Image image = imported(new ByteArrayInputStream(new byte[4096]));

        assertThat(imported(InputStream.nullInputStream())).isEqualTo(image);
        ByteArrayInputStream repeated = new ByteArrayInputStream(new byte[4096]);
        assertThat(imported(repeated)).isEqualTo(image);
        assertThat(repeated.available()).isEqualTo(4096);
    }

    private Image imported(InputStream stream) {
        return cloud.iaas
                .images()
                .with(KEYED)
                .importImage(ImageSpec.disk("other", stream))
                .await(PATIENCE);
    }

    @Test
    void repeatedStopOfAStoppedMachineIsTheEarlierOne() {
        Vm vm = cloud.create("web");
        Operation<Vm> stop = keyed().stop(vm.id());
        stop.await(PATIENCE);

        Operation<Vm> again = keyed().stop(vm.id());

        assertThat(again.id()).isEqualTo(stop.id());
        assertThat(again.info().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThatThrownBy(() -> cloud.iaas.compute().stop(vm.id())).isInstanceOf(ConflictException.class);
    }

    @Test
    void repeatedDeleteOfADeletedMachineIsTheEarlierOne() {
        Vm vm = cloud.create("web");
        Operation<?> delete = keyed().delete(vm.id());
        delete.await(PATIENCE);

        assertThat(keyed().delete(vm.id()).id()).isEqualTo(delete.id());
        assertThat(operations()).hasSize(3);
    }
}
