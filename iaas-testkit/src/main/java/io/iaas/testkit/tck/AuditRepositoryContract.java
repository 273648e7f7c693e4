package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditQuery;
import io.iaas.audit.AuditResource;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.UserId;
import io.iaas.operation.OperationId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.AuditDraft;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class AuditRepositoryContract extends DatabaseTest {
    private static final AuditResource WEB =
            new AuditResource("vm", Optional.of(new UUID(5, 5).toString()), Optional.of("web"));
    private static final AuditResource SMALL = AuditResource.named("flavor", "small");

    @Test
    void entryIsReadAsItWasWrittenWithTheTimeOfItsTransaction() {
        AuditDraft full = new AuditDraft(
                Samples.ALICE,
                Optional.of(OTHER),
                AuditAction.VM_LABEL,
                Optional.of(WEB),
                AuditOutcome.BLOCKED,
                Optional.of(ErrorCode.HYPERVISOR_TIMEOUT),
                Optional.of(new OperationId(new UUID(4, 4))),
                Optional.of(Role.MEMBER));
        AuditDraft bare = draft(Actor.HOST_APPLICATION, Optional.empty(), Optional.empty());
        Instant at = this.<Instant>write(session -> {
            session.audit().append(full);
            session.audit().append(bare);
            return session.now();
        });

        List<AuditEntry> entries = list(AuditQuery.all());

        assertThat(entries).extracting(AuditRepositoryContract::draftOf).containsExactly(bare, full);
        assertThat(entries).extracting(AuditEntry::sequence).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(entries).allSatisfy(entry -> assertThat(entry.at()).isEqualTo(at));
    }

    @Test
    void entryOfATransactionThatIsRolledBackNeverWas() {
        assertThatThrownBy(() -> writing(session -> {
                    session.audit().append(draft(Samples.ALICE, Optional.empty(), Optional.of(SMALL)));
                    throw new IllegalStateException("rolled back by a test");
                }))
                .hasMessage("rolled back by a test");

        assertThat(list(AuditQuery.all())).isEmpty();
    }

    @Test
    void queriesByProjectActorResourceActionAndTimeAreMetTogether() {
        append(draft(Samples.ALICE, Optional.of(OTHER), Optional.of(WEB)));
        append(draft(Samples.ALICE, Optional.of(Project.DEFAULT), Optional.of(SMALL)));
        fixture().pass(Duration.ofMillis(5));
        Instant between = now();
        append(draft(Actor.HOST_APPLICATION, Optional.of(OTHER), Optional.of(WEB)));
        append(draft(Actor.NOBODY, Optional.empty(), Optional.empty()));
        UserId alice = Samples.ALICE.userId().orElseThrow();
        AuditQuery all = AuditQuery.all();

        assertThat(list(all.inProject(OTHER))).hasSize(2);
        assertThat(list(all.by(alice))).hasSize(2);
        assertThat(list(all.by(alice).inProject(OTHER))).hasSize(1);
        assertThat(list(all.on(new UUID(5, 5)))).hasSize(2);
        assertThat(list(all.doing(AuditAction.FLAVOR_CREATE))).hasSize(4);
        assertThat(list(all.doing(AuditAction.VM_LABEL))).isEmpty();
        assertThat(list(all.from(between))).hasSize(2);
        assertThat(list(all.until(between))).hasSize(2);
        assertThat(list(all.until(between).by(alice).on(new UUID(5, 5)))).hasSize(1);
    }

    @Test
    void anyTimeMayBeAskedFor() {
        append(draft(Samples.ALICE, Optional.of(OTHER), Optional.of(WEB)));
        Instant at = list(AuditQuery.all()).get(0).at();

        assertThat(list(AuditQuery.all().from(at.minusNanos(1)).until(at.plusNanos(1))))
                .hasSize(1);
        assertThat(list(AuditQuery.all().from(at.plusNanos(1)))).isEmpty();
        assertThat(list(AuditQuery.all().from(Instant.MIN).until(Instant.MAX))).hasSize(1);
        assertThat(list(AuditQuery.all().from(Instant.MAX))).isEmpty();
    }

    @Test
    void pagesGoOnBehindTheLastEntryOfThePageBefore() {
        for (int i = 0; i < 5; i++) {
            append(draft(Samples.ALICE, Optional.of(OTHER), Optional.of(SMALL)));
            append(draft(Samples.ALICE, Optional.of(Project.DEFAULT), Optional.of(SMALL)));
        }
        AuditQuery query = AuditQuery.all().inProject(OTHER);
        Page<AuditEntry> first = read(session -> session.audit().list(query, PageRequest.first(3)));
        Page<AuditEntry> second = read(session -> session.audit()
                .list(query, PageRequest.first(3).after(first.next().orElseThrow())));

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(2);
        assertThat(second.next()).isEmpty();
        assertThat(first.items().get(2).sequence())
                .isGreaterThan(second.items().get(0).sequence());
        assertFails(
                ErrorCode.INVALID_INPUT,
                () -> listed(session -> session.audit()
                        .list(query, PageRequest.first(3).after("no number"))
                        .items()));
    }

    @Test
    void refusalsAreCountedByActorAndErrorUpToTheLimit() {
        Actor sameUserWithAnotherName = new Actor(Actor.Kind.USER, Samples.ALICE.userId(), Optional.of("alice-before"));
        append(refusal(Samples.ALICE, AuditOutcome.DENIED, ErrorCode.PERMISSION_DENIED));
        append(refusal(sameUserWithAnotherName, AuditOutcome.DENIED, ErrorCode.PERMISSION_DENIED));
        append(refusal(Samples.ALICE, AuditOutcome.FAILED, ErrorCode.NAME_TAKEN));
        append(refusal(Samples.ALICE, AuditOutcome.ROLLED_BACK, ErrorCode.NAME_TAKEN));
        append(refusal(Actor.NOBODY, AuditOutcome.DENIED, ErrorCode.UNAUTHENTICATED));
        fixture().pass(Duration.ofMillis(5));

        assertThat(refusals(Samples.ALICE, ErrorCode.PERMISSION_DENIED, start(), 9))
                .isEqualTo(2);
        assertThat(refusals(Samples.ALICE, ErrorCode.PERMISSION_DENIED, start(), 1))
                .isEqualTo(1);
        assertThat(refusals(Samples.ALICE, ErrorCode.NAME_TAKEN, start(), 9)).isEqualTo(1);
        assertThat(refusals(Actor.NOBODY, ErrorCode.UNAUTHENTICATED, start(), 9))
                .isEqualTo(1);
        assertThat(refusals(Actor.HOST_APPLICATION, ErrorCode.UNAUTHENTICATED, start(), 9))
                .isZero();
        assertThat(refusals(Samples.ALICE, ErrorCode.PERMISSION_DENIED, now(), 9))
                .isZero();
    }

    @Test
    void youngEntriesStayWhateverIsToBeForgotten() {
        append(draft(Samples.ALICE, Optional.of(OTHER), Optional.of(SMALL)));
        fixture().pass(Duration.ofMillis(5));

        int forgotten = this.<Integer>write(session -> session.audit().forget(session.now()));

        assertThat(forgotten).isZero();
        assertThat(list(AuditQuery.all())).hasSize(1);
    }

    @Test
    void entriesOutliveTheirProject() {
        append(draft(Samples.ALICE, Optional.of(OTHER), Optional.of(SMALL)));
        writing(session -> session.projects().delete(OTHER));

        assertThat(list(AuditQuery.all().inProject(OTHER))).hasSize(1);
    }

    @Test
    void readingTransactionAddsAndForgetsNothing() {
        assertThatThrownBy(() -> asked(session -> {
                    session.audit().append(draft(Actor.NOBODY, Optional.empty(), Optional.empty()));
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> asked(session -> session.audit().forget(session.now()) > 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void operationKeepsWhoSubmittedIt() {
        StoredOperation operation = insert(samples().operation());

        assertThat(found(session -> session.operations().find(operation.id())))
                .hasValueSatisfying(stored -> assertThat(stored.actor()).isEqualTo(Samples.ALICE));
    }

    private void append(AuditDraft draft) {
        writing(session -> session.audit().append(draft));
    }

    private List<AuditEntry> list(AuditQuery query) {
        return listed(
                session -> session.audit().list(query, PageRequest.first(100)).items());
    }

    private int refusals(Actor actor, ErrorCode error, Instant since, int limit) {
        return this.<Integer>read(session -> session.audit().countRefusals(actor, error, since, limit));
    }

    private static AuditDraft draft(Actor actor, Optional<ProjectId> project, Optional<AuditResource> resource) {
        return new AuditDraft(
                actor,
                project,
                AuditAction.FLAVOR_CREATE,
                resource,
                AuditOutcome.SUCCEEDED,
                Optional.empty(),
                Optional.empty());
    }

    private static AuditDraft refusal(Actor actor, AuditOutcome outcome, ErrorCode error) {
        return new AuditDraft(
                actor,
                Optional.of(OTHER),
                AuditAction.FLAVOR_CREATE,
                Optional.of(SMALL),
                outcome,
                Optional.of(error),
                Optional.empty());
    }

    private static AuditDraft draftOf(AuditEntry entry) {
        return new AuditDraft(
                entry.actor(),
                entry.project(),
                entry.action(),
                entry.resource(),
                entry.outcome(),
                entry.error(),
                entry.operation(),
                entry.role());
    }
}
