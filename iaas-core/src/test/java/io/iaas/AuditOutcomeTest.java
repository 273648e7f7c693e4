package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditQuery;
import io.iaas.compute.Vm;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Password;
import io.iaas.identity.Project;
import io.iaas.identity.Token;
import io.iaas.identity.User;
import io.iaas.memory.Fault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationKind;
import io.iaas.page.PageRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the audit trail tells of operations that one instance submits and another one works off. The submitting one's
 * units of work run on other threads than those of who asks.
 */
class AuditOutcomeTest {
    private static final Password PASSWORD = new Password("correct horse battery");
    private static final AuditAction CREATE = AuditAction.of(OperationKind.VM_CREATE);

    private final Cloud cloud = Cloud.tryingOnce(1);
    private final Iaas submitting = Iaas.builder()
            .repositories(new OnOtherThreads(new Shared(cloud.repositories)))
            .hypervisor(SimulatedHypervisor.connect(cloud.host))
            .timeSource(cloud.time)
            .followHosts(false)
            .workers(0)
            .build();
    private final User boss = submitting.identity().createFirstAdministrator("boss", PASSWORD);
    private final Token token = submitting
            .identity()
            .authentication()
            .authenticate("boss", PASSWORD, Project.DEFAULT)
            .token();

    private long before;

    @BeforeEach
    void noteWhatWasTold() {
        before = entries().get(0).sequence();
    }

    @AfterEach
    void close() {
        submitting.close();
        cloud.close();
    }

    @Test
    void outcomeIsToldUnderItsSubmittersName() {
        submit("web").await(PATIENCE);

        assertTold(AuditOutcome.SUCCEEDED, Optional.empty());
    }

    @Test
    void createThatWasUndoneTellsWhy() {
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.CREATE_VOLUME, ErrorCode.STORAGE_FULL));
        Operation<Vm> create = submit("web");

        assertThatThrownBy(() -> create.await(PATIENCE)).isInstanceOf(OperationFailedException.class);

        assertTold(AuditOutcome.ROLLED_BACK, Optional.of(ErrorCode.STORAGE_FULL));
    }

    @Test
    void whoCancelsHasAnEntryBesideTheOutcome() {
        cloud.iaas.close();
        Operation<Vm> create = submit("web");

        assertThat(submitting.operations().get(create.id()).cancel()).isTrue();
        assertThat(submitting.operations().get(create.id()).cancel()).isFalse();

        assertThat(added())
                .extracting(AuditEntry::action, AuditEntry::actor, AuditEntry::outcome, AuditEntry::operation)
                .containsExactlyInAnyOrder(
                        tuple(CREATE, Actor.user(boss), AuditOutcome.ACCEPTED, Optional.of(create.id())),
                        tuple(CREATE, Actor.user(boss), AuditOutcome.ROLLED_BACK, Optional.of(create.id())),
                        tuple(
                                AuditAction.OPERATION_CANCEL,
                                Actor.HOST_APPLICATION,
                                AuditOutcome.SUCCEEDED,
                                Optional.of(create.id())));
    }

    private Operation<Vm> submit(String name) {
        return submitting.login(token).compute().create(aVm(name).build());
    }

    private void assertTold(AuditOutcome outcome, Optional<ErrorCode> error) {
        assertThat(added())
                .extracting(AuditEntry::action, AuditEntry::actor, AuditEntry::outcome, AuditEntry::error)
                .containsExactly(
                        tuple(CREATE, Actor.user(boss), outcome, error),
                        tuple(CREATE, Actor.user(boss), AuditOutcome.ACCEPTED, Optional.empty()));
    }

    private List<AuditEntry> added() {
        return entries().stream().filter(entry -> entry.sequence() > before).toList();
    }

    private List<AuditEntry> entries() {
        return submitting
                .audit()
                .list(AuditQuery.all(), PageRequest.first(1000))
                .items();
    }
}
