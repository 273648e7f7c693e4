package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.ComputeService;
import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ErrorCode;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.memory.VirtualTime;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import io.iaas.operation.SubmitOptions;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operation that misses its deadline, by the database's clock, turns back; behind its pivot it goes forward. */
class DeadlineTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final VirtualTime databaseClock = VirtualTime.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final SimulatedHost host = SimulatedHost.builder().build();
    private final SimulatedHypervisor hypervisor = SimulatedHypervisor.connect(host);
    private final Iaas iaas = Iaas.builder()
            .repositories(InMemoryRepositories.create(databaseClock))
            .hypervisor(hypervisor)
            .build();

    @BeforeEach
    void importAnImage() {
        iaas.images()
                .importImage(ImageSpec.disk(Cloud.IMAGE, new ByteArrayInputStream(new byte[4096])))
                .await(PATIENCE);
    }

    @AfterEach
    void close() {
        hypervisor.faults().clear();
        iaas.close();
    }

    private ComputeService hurried() {
        return iaas.compute().with(SubmitOptions.none().withDeadline(DEADLINE));
    }

    private void passTheDeadline() {
        databaseClock.advance(DEADLINE);
    }

    private static void missesItsDeadline(Operation<?> operation) {
        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> operation.await(PATIENCE));
        assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(failure.operation().state()).isEqualTo(OperationState.ROLLED_BACK);
    }

    @Test
    void passesBetweenTwoSteps() throws InterruptedException {
        HostSnapshot before = host.snapshot();
        InjectedFault hang = hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.DEFINE_DOMAIN));
        Operation<Vm> create = hurried().create(aVm("web").build());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        passTheDeadline();
        hang.release();

        missesItsDeadline(create);
        assertThat(host.snapshot()).isEqualTo(before);
        assertThat(create.info().deadline()).contains(create.info().createdAt().plus(DEADLINE));
    }

    @Test
    void passesWithinAWait() {
        HostSnapshot before = host.snapshot();
        Wait never = Wait.until(WaitCondition.console("never"), Duration.ofDays(1));
        Operation<Vm> create = hurried().create(aVm("web").waitFor(never).build());
        await().atMost(PATIENCE).until(() -> create.info().progress().activity().equals("await-readiness"));

        passTheDeadline();

        missesItsDeadline(create);
        assertThat(host.snapshot()).isEqualTo(before);
    }

    @Test
    void passesWhileTheOperationWaitsForItsTurn() throws InterruptedException {
        InjectedFault hang = hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.DEFINE_DOMAIN));
        Operation<Vm> create = iaas.compute().create(aVm("web").build());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        Operation<Vm> stop = hurried().stop(iaas.compute().get("web").id());

        passTheDeadline();
        hang.release();

        missesItsDeadline(stop);
        assertThat(create.await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
        assertThat(iaas.operations().journal(stop.id())).isEmpty();
        assertThat(hypervisor.calls().count(SimulatedCall.REQUEST_SHUTDOWN)).isZero();
    }

    @Test
    void isNotHeededBehindThePivotOfADelete() throws InterruptedException {
        Vm vm = iaas.compute().create(aVm("web").build()).await(PATIENCE);
        InjectedFault hang = hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.DELETE_VOLUME));
        Operation<?> delete = hurried().delete(vm.id());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        passTheDeadline();
        hang.release();

        delete.await(PATIENCE);
        assertThat(iaas.compute().find("web")).isEmpty();
        assertThat(host.snapshot().domains()).isEmpty();
    }

    @Test
    void isHeededByADeleteBeforeItsPivot() throws InterruptedException {
        Vm vm = iaas.compute().create(aVm("web").build()).await(PATIENCE);
        InjectedFault hang = hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.POWER_OFF));
        Operation<?> delete = hurried().delete(vm.id());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        passTheDeadline();
        hang.release();

        missesItsDeadline(delete);
        assertThat(iaas.compute().get("web").state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void doesNotHurryAnUndo() throws InterruptedException {
        HostSnapshot before = host.snapshot();
        hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));
        InjectedFault hang = hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.UNDEFINE_DOMAIN));
        Operation<Vm> create = hurried().create(aVm("web").build());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        passTheDeadline();
        hang.release();

        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> create.await(PATIENCE));
        assertThat(failure.code()).isEqualTo(ErrorCode.HYPERVISOR_REFUSED);
        assertThat(host.snapshot()).isEqualTo(before);
    }
}
