package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations on one machine run one after the other, and a delete ends the create that it meets. */
class OrderTest {
    private final Cloud cloud = Cloud.tryingOnce(1);
    private HostSnapshot before = cloud.snapshot();

    @BeforeEach
    void lookAtTheHost() {
        before = cloud.snapshot();
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Operation<Vm> create(String name) {
        return cloud.iaas.compute().create(aVm(name).build());
    }

    private InjectedFault inject(Fault fault) {
        return cloud.hypervisor.faults().inject(fault);
    }

    private static Fault refused(SimulatedCall call) {
        return Fault.before(call, ErrorCode.HYPERVISOR_REFUSED);
    }

    private VmId id(String name) {
        return cloud.iaas.compute().get(name).id();
    }

    private void nothingIsLeft() {
        assertThat(cloud.iaas.compute().find("web")).isEmpty();
        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.ledger()).allMatch(line -> line.contains("IMAGE_FILE"));
    }

    private static void awaitState(Operation<?> operation, OperationState state) {
        await().atMost(PATIENCE).until(() -> operation.info().state() == state);
    }

    @Test
    void deleteEndsACreateThatIsQueued() throws InterruptedException {
        InjectedFault hang = inject(Fault.hangBefore(SimulatedCall.CREATE_VOLUME));
        Operation<Vm> busy = create("busy");
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        Operation<Vm> create = create("web");

        Operation<VmId> delete = cloud.iaas.compute().delete(id("web"));

        assertThat(create.info().state()).isEqualTo(OperationState.ROLLED_BACK);
        hang.release();
        cloud.iaas.compute().delete(busy.await(PATIENCE).id()).await(PATIENCE);
        delete.await(PATIENCE);
        nothingIsLeft();
    }

    @Test
    void deleteEndsACreateThatRuns() throws InterruptedException {
        InjectedFault hang = inject(Fault.hangAfter(SimulatedCall.DEFINE_DOMAIN));
        Operation<Vm> create = create("web");
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        Operation<VmId> delete = cloud.iaas.compute().delete(id("web"));
        assertThat(cloud.iaas.compute().get("web").state()).isEqualTo(VmState.DELETING);
        hang.release();

        delete.await(PATIENCE);
        assertThat(create.info().state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(create.info().failure().orElseThrow().code()).isEqualTo(ErrorCode.CANCELLED);
        nothingIsLeft();
    }

    @Test
    void deleteWaitsForACreateThatIsBeingUndone() throws InterruptedException {
        inject(refused(SimulatedCall.START));
        InjectedFault hang = inject(Fault.hangBefore(SimulatedCall.UNDEFINE_DOMAIN));
        Operation<Vm> create = create("web");
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        Operation<VmId> delete = cloud.iaas.compute().delete(id("web"));
        assertThat(delete.info().state()).isEqualTo(OperationState.QUEUED);
        hang.release();

        delete.await(PATIENCE);
        assertThat(create.info().failure().orElseThrow().code()).isEqualTo(ErrorCode.HYPERVISOR_REFUSED);
        nothingIsLeft();
    }

    /** A create of {@code web} whose undo is blocked, the delete that waits behind it, and what blocks the undo. */
    private record DeleteBehindABlockedCreate(Operation<Vm> create, Operation<VmId> delete, InjectedFault cause) {
        VmId id() {
            return new VmId(create.info().target().id());
        }
    }

    private DeleteBehindABlockedCreate deleteThatMeetsABlockedCreate() throws InterruptedException {
        InjectedFault hang = inject(Fault.hangAfter(SimulatedCall.DEFINE_DOMAIN));
        InjectedFault cause = inject(refused(SimulatedCall.UNDEFINE_DOMAIN).forever());
        Operation<Vm> create = create("web");
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        Operation<VmId> delete = cloud.iaas.compute().delete(id("web"));
        hang.release();
        awaitState(create, OperationState.UNDO_BLOCKED);
        return new DeleteBehindABlockedCreate(create, delete, cause);
    }

    @Test
    void deleteThatMeetsACreateWhoseUndoIsBlockedGoesOnWhenThatIsGivenUp() throws InterruptedException {
        DeleteBehindABlockedCreate blocked = deleteThatMeetsABlockedCreate();
        assertThatThrownBy(() -> cloud.iaas.compute().delete(blocked.id()))
                .hasMessageContaining(blocked.create.id().toString())
                .hasMessageContaining("retry or abandon");
        blocked.cause.remove();

        assertThat(blocked.delete.info().state()).isEqualTo(OperationState.QUEUED);
        cloud.iaas.operations().abandon(blocked.create.id());

        blocked.delete.await(PATIENCE);
        nothingIsLeft();
    }

    @Test
    void deleteThatIsCancelledBehindABlockedCreateLeavesTheMachineInError() throws InterruptedException {
        DeleteBehindABlockedCreate blocked = deleteThatMeetsABlockedCreate();

        assertThat(blocked.delete.cancel()).isTrue();

        assertThat(cloud.iaas.compute().get(blocked.id()).state()).isEqualTo(VmState.ERROR);
        blocked.cause.remove();
        cloud.iaas.operations().abandon(blocked.create.id());
        assertThat(cloud.iaas.compute().get(blocked.id()).state()).isEqualTo(VmState.ERROR);
        cloud.iaas.compute().delete(blocked.id()).await(PATIENCE);
        nothingIsLeft();
    }

    @Test
    void operationsWaitBehindABlockedOneAndGoOnWhenItIsGivenUp() throws InterruptedException {
        Vm vm = cloud.create("web");
        InjectedFault hang = inject(Fault.hangBefore(SimulatedCall.CREATE_VOLUME));
        create("other");
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        inject(Fault.after(SimulatedCall.PAUSE, ErrorCode.HYPERVISOR_UNAVAILABLE));
        InjectedFault stuck = inject(refused(SimulatedCall.RESUME).forever());
        Operation<Vm> pause = cloud.iaas.compute().pause(vm.id());
        Operation<Vm> rename = cloud.iaas.compute().rename(vm.id(), "shop");
        hang.release();
        awaitState(pause, OperationState.UNDO_BLOCKED);

        create("another").await(PATIENCE);
        assertThat(rename.info().state()).isEqualTo(OperationState.QUEUED);
        assertThat(cloud.iaas.compute().get(vm.id()).state()).isEqualTo(VmState.ERROR);
        stuck.remove();
        cloud.iaas.operations().abandon(pause.id());

        assertThat(rename.await(PATIENCE).name()).isEqualTo("shop");
        assertThat(cloud.iaas.compute().get(vm.id()).state()).isEqualTo(VmState.PAUSED);
    }

    @Test
    void operationBehindACreateThatIsUndoneFailsByItself() throws InterruptedException {
        InjectedFault hang = inject(Fault.hangBefore(SimulatedCall.DEFINE_DOMAIN));
        Operation<Vm> create = create("web");
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        List<Operation<Vm>> behind = List.of(
                cloud.iaas.compute().stop(id("web")), cloud.iaas.compute().rename(id("web"), "shop"));
        create.cancel();
        hang.release();

        for (Operation<Vm> operation : behind) {
            assertThatThrownBy(() -> operation.await(PATIENCE)).isInstanceOf(OperationFailedException.class);
            assertThat(operation.info().state()).isEqualTo(OperationState.ROLLED_BACK);
        }
        nothingIsLeft();
    }
}
