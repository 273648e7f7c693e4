package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditQuery;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.error.NotFoundException;
import io.iaas.identity.KeyPair;
import io.iaas.identity.Password;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.User;
import io.iaas.image.Image;
import io.iaas.memory.Fault;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationState;
import io.iaas.operation.SubmitOptions;
import io.iaas.quota.Quota;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A project is deleted with all that it holds, by one operation. */
class ProjectCascadeTest extends CascadeCase {
    private static final Password SECRET = new Password("correct horse battery");

    @Test
    void projectGoesWithAllThatItHolds() {
        Vm web = machine("web");
        Vm stopped = machine("db");
        view.compute().forceStop(stopped.id()).await(PATIENCE);
        view.images().publish(view.images().get("disk").id());
        view.flavors().publish("tiny");
        view.keyPairs().importKey("laptop", KeyPair.generate("laptop").publicKey());
        User alice = cloud.iaas.identity().users().create("alice", SECRET);
        view.members().assign(alice.id(), Role.MEMBER);
        cloud.iaas.identity().quotas(shop.id()).set(Quota.unlimited());

        Operation<ProjectId> delete = cascade.deleteProject(shop.id());

        assertThat(delete.await(PATIENCE)).isEqualTo(shop.id());
        assertThat(projects.find("shop")).isEmpty();
        assertThat(cloud.snapshot()).isEqualTo(empty);
        assertThat(cloud.ledger()).noneMatch(line -> line.contains(web.id().toString()));
        assertThat(cloud.iaas.images().listPublic(ALL).items()).isEmpty();
        assertThat(cloud.iaas.flavors().listPublic()).isEmpty();
        assertThat(projects.of(alice.id())).isEmpty();
        assertThat(cloud.iaas.operations().get(delete.id()).info().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(cloud.iaas.images().get(Cloud.IMAGE)).isNotNull();
        assertThat(projects.create("shop").id()).isNotEqualTo(shop.id());
    }

    @Test
    void emptyProjectGoesToo() {
        assertThat(cascade.deleteProject(shop.id()).await(PATIENCE)).isEqualTo(shop.id());
        assertThat(projects.find("shop")).isEmpty();
    }

    @Test
    void nothingComesInBehindTheSubmissionAndAllCanBeRead() throws InterruptedException {
        Vm web = machine("web");
        Image disk = view.images().publish(view.images().get("disk").id());
        User alice = cloud.iaas.identity().users().create("alice", SECRET);
        view.members().assign(alice.id(), Role.ADMIN);
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.POWER_OFF));
        Operation<ProjectId> delete = cascade.deleteProject(shop.id());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        assertClosed(() -> view.compute().create(aVm("late")));
        assertClosed(() -> view.compute().setDescription(web.id(), "late"));
        assertClosed(() -> view.compute().delete(web.id()));
        assertClosed(() -> view.images().importImage(disk("late")));
        assertClosed(() -> view.images().unpublish(disk.id()));
        assertClosed(() -> view.flavors().create(new Flavor("late", 1, 128, 0)));
        assertClosed(() -> view.keyPairs().generate("late"));
        assertClosed(() -> view.members().assign(alice.id(), Role.READER));
        assertClosed(() -> cloud.iaas.identity().members(shop.id()).revoke(alice.id()));
        assertClosed(() -> cloud.iaas.identity().quotas(shop.id()).set(Quota.unlimited()));
        assertClosed(() -> cloud.iaas.identity().authentication().authenticate("alice", SECRET, shop.id()));
        assertClosed(() -> projects.delete(shop.id()));
        assertClosed(() -> cascade.deleteProject(shop.id()));
        Operation<?> child = view.operations()
                .get(view.operations().list(onlyOn(web), ALL).items().get(0).id());
        assertClosed(child::cancel);
        assertThatThrownBy(() -> cloud.iaas
                        .compute()
                        .create(VmSpec.named("guest")
                                .image("disk")
                                .flavor("tiny")
                                .build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("image 'disk' does not exist");

        assertThat(projects.get("shop").state()).isEqualTo(Project.State.DELETING);
        assertThat(view.compute().list(VmQuery.all(), ALL).items()).hasSize(1);
        assertThat(delete.cancel()).as("cancel behind the pivot").isFalse();
        hang.release();
        delete.await(PATIENCE);
        assertThat(projects.find("shop")).isEmpty();
    }

    @Test
    void createAndImportThatAreUnderWayAreCancelled() throws InterruptedException {
        machine("web");
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.DEFINE_DOMAIN));
        Operation<Vm> create = view.compute().create(aVm("late"));
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        Operation<Vm> queued = view.compute().create(aVm("later"));
        Operation<Image> upload = view.images().importImage(disk("late"));

        Operation<ProjectId> delete = cascade.deleteProject(shop.id());
        hang.release();

        delete.await(PATIENCE);
        assertThat(projects.find("shop")).isEmpty();
        assertThat(cloud.snapshot()).isEqualTo(empty);
        assertThat(List.of(create, queued, upload))
                .allSatisfy(operation -> assertThatThrownBy(operation::info).isInstanceOf(NotFoundException.class));
    }

    @Test
    void whatIsInTheWayIsToldBeforeAnythingChanges() {
        Vm web = machine("web");
        view.images().publish(view.images().get("disk").id());
        Vm guest = cloud.iaas
                .compute()
                .create(VmSpec.named("guest").image("disk").flavor("tiny").build())
                .await(PATIENCE);

        assertRefused(ErrorCode.WRONG_STATE, "the default project always stays", Project.DEFAULT);
        ProjectId nowhere = new ProjectId(new UUID(9, 9));
        assertRefused(ErrorCode.NOT_FOUND, "project '" + nowhere + "' does not exist", nowhere);
        assertRefused(ErrorCode.IN_USE, "images of project 'shop' are used by VMs of other projects (1)", shop.id());
        cloud.iaas.compute().delete(guest.id()).await(PATIENCE);
        InjectedFault refused = refuse(SimulatedCall.DELETE_VOLUME);
        var delete = view.compute().delete(web.id());
        assertThatThrownBy(() -> delete.await(PATIENCE)).isInstanceOf(IaasException.class);
        assertRefused(
                ErrorCode.IN_USE,
                "project 'shop' holds operations that are blocked; retry or abandon them: " + delete.id(),
                shop.id());

        assertThat(projects.get("shop").state()).isEqualTo(Project.State.ACTIVE);
        assertThatCode(() -> view.flavors().create(new Flavor("more", 1, 128, 0)))
                .doesNotThrowAnyException();
        refused.remove();
    }

    @Test
    void logInToAClosedProjectIsNoFailureOfItsUser() throws InterruptedException {
        machine("web");
        User alice = cloud.iaas.identity().users().create("alice", SECRET);
        view.members().assign(alice.id(), Role.READER);
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.POWER_OFF));
        Operation<ProjectId> delete = cascade.deleteProject(shop.id());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        for (int i = 0; i < 12; i++) {
            assertClosed(() -> cloud.iaas.identity().authentication().authenticate("alice", SECRET, shop.id()));
        }

        AuditQuery logIns = AuditQuery.all().doing(AuditAction.TOKEN_ISSUE);
        assertThat(cloud.iaas.audit().list(logIns, ALL).items())
                .hasSize(12)
                .allSatisfy(entry -> assertThat(entry.error()).contains(ErrorCode.WRONG_STATE));
        hang.release();
        delete.await(PATIENCE);
    }

    @Test
    void cancelBeforeAWorkerBeginsOpensTheProjectAgain() throws InterruptedException {
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.UPLOAD_VOLUME));
        Operation<Image> upload = cloud.iaas.images().importImage(disk("slow"));
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        Operation<ProjectId> delete = cascade.deleteProject(shop.id());

        assertThat(delete.cancel()).isTrue();

        assertThat(delete.info().state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(projects.get("shop")).isEqualTo(shop);
        hang.release();
        upload.await(PATIENCE);
        machine("web");
    }

    @Test
    void sameRequestIsTheSameOperationAlsoBehindItsEnd() {
        SubmitOptions options = SubmitOptions.none().withIdempotencyKey("order-17");
        Operation<ProjectId> delete = cascade.with(options).deleteProject(shop.id());
        assertThat(cascade.with(options).deleteProject(shop.id()).id()).isEqualTo(delete.id());
        delete.await(PATIENCE);
        assertThat(cascade.with(options).deleteProject(shop.id()).id()).isEqualTo(delete.id());
    }

    @Test
    void auditTellsWhoAskedForItAndForWhatItDoes() {
        machine("web");
        User boss = cloud.iaas.identity().createFirstAdministrator("boss", SECRET);
        ProjectView asBoss = cloud.iaas.login(cloud.iaas
                .identity()
                .authentication()
                .authenticate("boss", SECRET, Project.DEFAULT)
                .token());

        asBoss.cascade().deleteProject(shop.id()).await(PATIENCE);

        List<AuditEntry> told = cloud.iaas.audit().list(AuditQuery.all(), ALL).items().stream()
                .filter(entry -> entry.action().name().endsWith(".delete"))
                .toList();
        assertThat(told).allSatisfy(entry -> assertThat(entry.actor().userId()).contains(boss.id()));
        assertThat(told)
                .extracting(AuditEntry::action, AuditEntry::outcome)
                .contains(
                        tuple(AuditAction.PROJECT_DELETE, AuditOutcome.ACCEPTED),
                        tuple(AuditAction.PROJECT_DELETE, AuditOutcome.SUCCEEDED),
                        tuple(new AuditAction("vm.delete"), AuditOutcome.SUCCEEDED),
                        tuple(new AuditAction("image.delete"), AuditOutcome.SUCCEEDED));
    }

    private void assertRefused(ErrorCode code, String message, ProjectId project) {
        assertThatThrownBy(() -> cascade.deleteProject(project))
                .isInstanceOfSatisfying(
                        IaasException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }
}
