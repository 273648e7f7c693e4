package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
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
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.LedgerEntry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A machine whose create was given up half-way stays in ERROR until it is deleted, and can be deleted. */
class AbandonedVmTest {
    private final Cloud cloud = Cloud.tryingOnce(4);
    private final Iaas iaas = cloud.iaas;

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void operationThatWaitedBehindTheCreateDoesNotGiveTheMachineBack() throws InterruptedException {
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.CREATE_CONSOLE));
        Operation<Vm> create = iaas.compute().create(aVm("web").build());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        Vm web = iaas.compute().get("web");
        Operation<Vm> stop = iaas.compute().stop(web.id(), Duration.ofSeconds(1), false);
        Operation<Vm> forceStop = iaas.compute().forceStop(web.id());
        block(create, hang);

        iaas.operations().abandon(create.id());

        await().atMost(PATIENCE).until(() -> settled(stop) && settled(forceStop));
        assertThat(cloud.recorded(web)).isEqualTo(VmState.ERROR);
    }

    @Test
    void deleteThatWaitedBehindTheBlockedCreateAndIsCancelledDoesNotGiveTheMachineBack() throws InterruptedException {
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.CREATE_CONSOLE));
        Operation<Vm> create = iaas.compute().create(aVm("web").build());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        Vm web = iaas.compute().get("web");
        Operation<VmId> delete = iaas.compute().delete(web.id());
        block(create, hang);

        delete.cancel();

        assertThat(delete.info().state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(cloud.recorded(web)).isEqualTo(VmState.ERROR);
    }

    @Test
    void foreignDomainInItsPlaceDoesNotKeepItFromBeingDeleted() throws InterruptedException {
        HostSnapshot before = cloud.snapshot();
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.CREATE_CONSOLE));
        Operation<Vm> create = iaas.compute().create(aVm("web").build());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        Vm web = iaas.compute().get("web");
        block(create, hang);
        iaas.operations().abandon(create.id());
        cloud.host.addForeignDomain(cloud.names().domain(web.id()).name(), UUID.randomUUID());
        HostSnapshot foreign = cloud.snapshot().foreign();

        iaas.compute().delete(web.id()).await(PATIENCE);

        assertThat(cloud.snapshot().foreign()).isEqualTo(foreign);
        assertThat(cloud.snapshot().volumes()).isEqualTo(before.volumes());
    }

    @Test
    void deleteClearsTheLedgerOfADomainThatIsNotThere() {
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));
        InjectedFault stuck = cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.UNDEFINE_DOMAIN, ErrorCode.HYPERVISOR_UNAVAILABLE)
                        .forever());
        Operation<Vm> create = iaas.compute().create(aVm("web").build());
        await().atMost(PATIENCE).until(() -> create.info().state() == OperationState.UNDO_BLOCKED);
        stuck.remove();
        Vm web = iaas.compute().get("web");
        iaas.operations().abandon(create.id());
        cloud.host.removeDomain(web.id().value());

        iaas.compute().delete(web.id()).await(PATIENCE);

        List<LedgerEntry> live =
                cloud.repositories.read(session -> session.ledger().live());
        assertThat(live).noneMatch(line -> line.ownerId().equals(web.id().value()));
    }

    /** The create fails where it hangs, and so does the undo of what it did before. */
    private void block(Operation<Vm> create, InjectedFault hang) {
        InjectedFault fails = cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.CREATE_CONSOLE, ErrorCode.HYPERVISOR_REFUSED)
                        .forever());
        InjectedFault stuck = cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.DELETE_CONSOLE, ErrorCode.HYPERVISOR_UNAVAILABLE)
                        .forever());
        create.cancel();
        hang.release();
        await().atMost(PATIENCE).until(() -> create.info().state() == OperationState.UNDO_BLOCKED);
        fails.remove();
        stuck.remove();
    }

    private static boolean settled(Operation<Vm> operation) {
        return operation.info().state().settled();
    }
}
