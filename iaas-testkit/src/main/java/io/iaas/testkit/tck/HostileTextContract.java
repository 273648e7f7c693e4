package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.audit.Actor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.UserId;
import io.iaas.operation.FailureEvidence;
import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import io.iaas.operation.OperationTarget;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Direction;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever text a user or a driver gives comes back as it was, and is never read as anything else. */
abstract class HostileTextContract extends DatabaseTest {
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "'; DROP TABLE iaas_vm; --",
            "\" OR \"\"=\"",
            "#{id} ${id} :id ?1",
            "a\nb\r\nc\td\\n\\",
            "\u0001\u0002\u001b[31m\u007f",
            "=\n=\n\n",
            "%_*[]",
            "\u00e4\u00f6\u00fc \u4f60\u597d \u202e",
            "\ud83d\ude00\ud834\udd1e",
            "<!--]]>&amp;",
            "x".repeat(100_000));

    @Test
    void labelValuesAndDescriptionsComeBackAndAreFound() {
        for (String text : HOSTILE) {
            if (text.length() > Vm.MAX_DESCRIPTION || text.chars().anyMatch(Character::isISOControl)) {
                continue;
            }
            Vm vm = insert(
                    samples().vm("vm" + text.hashCode()).withDescription(text).withLabels(Map.of("k", text)));
            assertThat(found(session -> session.vms().find(Project.DEFAULT, vm.id())))
                    .contains(vm);
            assertThat(listed(session -> session.vms()
                            .list(Project.DEFAULT, VmQuery.all().withLabel("k", text), PageRequest.first(9))
                            .items()))
                    .containsExactly(vm);
        }
    }

    @Test
    void namesThatAreAskedForMatchNothingElse() {
        insert(samples().vm("web"));
        for (String text : HOSTILE) {
            assertThat(found(session -> session.vms().findByName(Project.DEFAULT, text)))
                    .isEmpty();
            assertThat(found(session -> session.images().findByName(Project.DEFAULT, text)))
                    .isEmpty();
            assertThat(found(session -> session.flavors().find(Project.DEFAULT, text)))
                    .isEmpty();
            assertThat(found(session -> session.projects().findByName(text))).isEmpty();
            assertThat(found(session -> session.identity().users().findByName(text)))
                    .isEmpty();
            assertThat(found(session -> session.identity().tokens().find(text))).isEmpty();
            assertThat(found(session -> session.identity().loginFailures().find(text)))
                    .isEmpty();
        }
    }

    @Test
    void operationsKeepEveryText() {
        for (String text : HOSTILE) {
            StoredOperation operation = insert(hostile(text));
            assertThat(found(session -> session.operations().find(Project.DEFAULT, operation.id())))
                    .contains(operation);
            assertThat(found(session -> session.operations().findByIdempotencyKey(Project.DEFAULT, "key" + text)))
                    .contains(operation);
            writing(session -> session.operations().forgetInput(operation.id(), text));
            assertThat(found(session -> session.operations().find(Project.DEFAULT, operation.id()))
                            .orElseThrow()
                            .input())
                    .doesNotContainKey(text)
                    .containsKey("rest");
        }
    }

    @Test
    void stepsAndLedgerKeepEveryText() {
        for (String text : HOSTILE) {
            StoredOperation operation = insert(samples().operation());
            ResourceKey key = new ResourceKey(ResourceKey.Kind.DISK, Samples.HOST, text);
            Map<String, String> all = new HashMap<>();
            HOSTILE.forEach(other -> all.put(other, text));
            StepRecord step = new StepRecord(
                    operation.id(), 0, text, JournalStep.State.DONE, Optional.of(key), Map.of(text, text), all, 1);
            LedgerEntry entry = new LedgerEntry(key, operation.target().id(), LedgerEntry.State.PRESENT);
            writing(session -> {
                session.steps().put(step);
                session.ledger().put(entry);
            });
            assertThat(listed(session -> session.steps().list(operation.id()))).containsExactly(step);
            assertThat(found(session -> session.ledger().find(key))).contains(entry);
        }
    }

    private StoredOperation hostile(String text) {
        FailureEvidence evidence = new FailureEvidence(
                ErrorCode.INTERNAL,
                text,
                Optional.of(text),
                List.of(text, text),
                List.of("", text),
                Optional.of(text),
                Optional.of(text),
                Optional.of(text));
        return new StoredOperation(
                new OperationId(samples().nextId()),
                Project.DEFAULT,
                new Actor(Actor.Kind.USER, Optional.of(new UserId(samples().nextId())), Optional.of(text)),
                new OperationKind(text),
                1,
                new OperationTarget(text, samples().nextId(), text),
                Map.of(text, text, "rest", text),
                text,
                Optional.of("key" + text),
                start(),
                Optional.empty(),
                new OperationStatus(
                        OperationState.UNDO_BLOCKED,
                        Direction.UNDO,
                        0,
                        0,
                        0,
                        start(),
                        Optional.empty(),
                        Optional.of(evidence),
                        Optional.empty()));
    }
}
