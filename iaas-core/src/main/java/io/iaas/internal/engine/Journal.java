package io.iaas.internal.engine;

import io.iaas.operation.JournalStep;
import io.iaas.spi.repository.Claim;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The durable journal of one claimed operation. Every write checks the claim in its own transaction, so that a worker
 * that was taken for dead changes nothing.
 */
final class Journal {
    private final Repositories repositories;
    private final Claim claim;
    private final TreeMap<Integer, StepRecord> steps = new TreeMap<>();

    Journal(Repositories repositories, Claim claim) {
        this.repositories = repositories;
        this.claim = claim;
        List<StepRecord> stored = repositories.read(session -> session.steps().list(claim.operation()));
        stored.forEach(step -> steps.put(step.sequence(), step));
    }

    /** Returns the record of a step, if it ever began. */
    Optional<StepRecord> step(int sequence) {
        return Optional.ofNullable(steps.get(sequence));
    }

    /** Returns all records in their order. */
    List<StepRecord> all() {
        return List.copyOf(steps.values());
    }

    /** Records that a step is about to take effect. */
    StepRecord intent(int sequence, String name, StepPlan plan, OperationStatus status) {
        StepRecord record = new StepRecord(
                claim.operation(),
                sequence,
                name,
                JournalStep.State.INTENT,
                plan.resource(),
                plan.before(),
                Map.of(),
                claim.epoch());
        write(status, false, session -> {
            session.steps().put(record);
            LedgerEntry.State ledger =
                    plan.effect() == StepPlan.Effect.REMOVES ? LedgerEntry.State.DELETING : LedgerEntry.State.PLANNED;
            plan.ledgerLine(ledger).ifPresent(session.ledger()::put);
        });
        steps.put(sequence, record);
        return record;
    }

    /** Records that a step took effect, with what follows from it. */
    void done(
            StepRecord intent,
            Map<String, String> result,
            OperationStatus status,
            Consumer<RepositorySession> follows) {
        StepRecord record = moved(intent, JournalStep.State.DONE, result);
        write(status, false, session -> {
            session.steps().put(record);
            moveLedger(session, record, true);
            follows.accept(session);
        });
        steps.put(record.sequence(), record);
    }

    /** Records the state of a step's undo; UNDONE means that its effect was observed to be gone. */
    StepRecord undo(StepRecord step, JournalStep.State state, OperationStatus status) {
        StepRecord record = moved(step, state, step.result());
        write(status, false, session -> {
            session.steps().put(record);
            moveLedger(session, record, false);
        });
        steps.put(record.sequence(), record);
        return record;
    }

    /** Writes the operation's status with whatever belongs to it, and gives the claim back if told to. */
    void write(OperationStatus status, boolean release, Consumer<RepositorySession> also) {
        boolean held = repositories.write(session -> {
            if (!session.operations().update(claim, status, release)) {
                return false;
            }
            also.accept(session);
            return true;
        });
        if (!held) {
            throw new LeaseLostException("operation " + claim.operation() + " was claimed by another worker");
        }
    }

    private StepRecord moved(StepRecord step, JournalStep.State state, Map<String, String> result) {
        return new StepRecord(
                step.operation(),
                step.sequence(),
                step.name(),
                state,
                step.resource(),
                step.before(),
                result,
                claim.epoch());
    }

    /** A made resource becomes PRESENT and, undone, ABSENT; a removed one becomes ABSENT. Its line tells which it was. */
    private static void moveLedger(RepositorySession session, StepRecord step, boolean forward) {
        step.resource().flatMap(session.ledger()::find).ifPresent(line -> {
            boolean made = line.state() == LedgerEntry.State.PLANNED || line.state() == LedgerEntry.State.PRESENT;
            LedgerEntry.State next = switch (step.state()) {
                case DONE -> made ? LedgerEntry.State.PRESENT : LedgerEntry.State.ABSENT;
                case UNDO_INTENT, UNDO_FAILED -> LedgerEntry.State.DELETING;
                case UNDONE -> LedgerEntry.State.ABSENT;
                case INTENT -> line.state();
            };
            if (forward || next != line.state()) {
                session.ledger().put(new LedgerEntry(line.resource(), line.ownerId(), next));
            }
        });
    }
}
