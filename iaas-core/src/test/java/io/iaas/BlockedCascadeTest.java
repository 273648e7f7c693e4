package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditQuery;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.ProjectService;
import io.iaas.image.Image;
import io.iaas.memory.Fault;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Deletes of projects in which something cannot be deleted: they are tried again, or given up, with all that they wait for. */
class BlockedCascadeTest extends CascadeCase {
    @Test
    void deleteThatIsBlockedBlocksItAndBothAreTriedAgainTogether() {
        Vm web = machine("web");
        InjectedFault refused = refuse(SimulatedCall.DELETE_VOLUME);
        Operation<ProjectId> delete = cascade.deleteProject(shop.id());

        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> delete.await(PATIENCE));

        assertThat(failure.operation().state()).isEqualTo(OperationState.UNDO_BLOCKED);
        assertThat(failure.code()).isEqualTo(ErrorCode.HYPERVISOR_REFUSED);
        var child = view.operations().list(onlyOn(web), ALL).items().get(0);
        assertThat(failure.evidence().step()).contains("delete-machines");
        assertThat(failure.evidence().message())
                .startsWith("VM 'web' is still there: operation " + child.id() + " is UNDO_BLOCKED: ");
        assertClosed(() -> view.flavors().create(new Flavor("late", 1, 128, 0)));
        refused.remove();

        cloud.iaas.operations().retry(delete.id()).await(PATIENCE);
        assertThat(projects.find("shop")).isEmpty();
        assertThat(cloud.snapshot()).isEqualTo(empty);
        assertThat(cloud.iaas
                        .audit()
                        .list(AuditQuery.all().doing(AuditAction.OPERATION_RETRY), ALL)
                        .items())
                .extracting(AuditEntry::project, entry -> entry.operation().orElseThrow())
                .containsExactlyInAnyOrder(
                        tuple(Optional.empty(), delete.id()), tuple(Optional.of(shop.id()), child.id()));
    }

    @Test
    void importWhoseUndoIsBlockedIsTriedAgainWithIt() throws InterruptedException {
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.CREATE_VOLUME));
        Operation<Image> late = view.images().importImage(disk("late"));
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        Operation<ProjectId> delete = cascade.deleteProject(shop.id());
        List<InjectedFault> refused = List.of(refuse(SimulatedCall.UPLOAD_VOLUME), refuse(SimulatedCall.DELETE_VOLUME));
        hang.release();
        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> delete.await(PATIENCE));
        assertThat(failure.evidence().message()).contains("image 'late'", late.id() + " is UNDO_BLOCKED");
        refused.forEach(InjectedFault::remove);

        cloud.iaas.operations().retry(delete.id()).await(PATIENCE);

        assertThat(projects.find("shop")).isEmpty();
        assertThat(cloud.snapshot()).isEqualTo(empty);
    }

    @Test
    void whatIsGivenUpWithItCanBeDeletedOnceMore() {
        Vm web = machine("web");
        InjectedFault refused = refuse(SimulatedCall.DELETE_VOLUME);
        Operation<ProjectId> delete = cascade.deleteProject(shop.id());
        assertThatThrownBy(() -> delete.await(PATIENCE)).isInstanceOf(OperationFailedException.class);
        refused.remove();

        cloud.iaas.operations().abandon(delete.id());

        assertThat(projects.get("shop").state()).isEqualTo(Project.State.ACTIVE);
        assertThat(view.operations().list(onlyOn(web), ALL).items().get(0).state())
                .isEqualTo(OperationState.ABANDONED);
        cascade.deleteProject(shop.id()).await(PATIENCE);
        assertThat(projects.find("shop")).isEmpty();
        assertThat(cloud.snapshot()).isEqualTo(empty);
    }

    @Test
    void operatorMayEndABlockedDeleteByItself() {
        Vm web = machine("web");
        InjectedFault refused = refuse(SimulatedCall.DELETE_VOLUME);
        Operation<ProjectId> delete = cascade.deleteProject(shop.id());
        assertThatThrownBy(() -> delete.await(PATIENCE)).isInstanceOf(OperationFailedException.class);
        refused.remove();

        view.operations()
                .retry(view.operations().list(onlyOn(web), ALL).items().get(0).id())
                .await(PATIENCE);
        cloud.iaas.operations().retry(delete.id()).await(PATIENCE);

        assertThat(projects.find("shop")).isEmpty();
    }

    @Test
    void deleteThatTurnedBackIsSubmittedAnewWhenAnOperatorRetries() {
        machine("web");
        InjectedFault refused = refuse(SimulatedCall.POWER_OFF);
        Operation<ProjectId> delete = cascade.deleteProject(shop.id());
        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> delete.await(PATIENCE));
        assertThat(failure.operation().state()).isEqualTo(OperationState.UNDO_BLOCKED);
        assertThat(failure.evidence().message()).contains("VM 'web' is still there", " is ROLLED_BACK: ");
        refused.remove();

        cloud.iaas.operations().retry(delete.id()).await(PATIENCE);

        assertThat(projects.find("shop")).isEmpty();
        assertThat(cloud.snapshot()).isEqualTo(empty);
    }

    @Test
    void deletesThatTurnBackAreSubmittedAnewAtTheNextTry() {
        try (Cloud patient = Cloud.withImage()) {
            ProjectService its = patient.iaas.identity().projects();
            ProjectView theirs = patient.iaas.project(its.create("shop").id());
            machine(theirs, "web");
            patient.hypervisor.faults().inject(Fault.before(SimulatedCall.POWER_OFF, ErrorCode.HYPERVISOR_UNAVAILABLE));

            patient.iaas.cascade().deleteProject(theirs.project()).await(PATIENCE);

            assertThat(its.find("shop")).isEmpty();
        }
    }
}
