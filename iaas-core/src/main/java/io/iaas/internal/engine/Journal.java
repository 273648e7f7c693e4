package io.iaas.internal.engine;

import io.iaas.operation.JournalStep;
import io.iaas.spi.repository.Claim;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The durable journal of one claimed operation. Every write checks the claim in its own transaction, so that a worker
 * that was taken for dead changes nothing.
 */
final class Journal {
    private final Repositories repositories;
    private final Claim claim;
    private final TreeMap<Integer, StepRecord> steps = new TreeMap<>();
    private final Map<Integer, LedgerEntry> lines = new HashMap<>();
    private final List<Consumer<RepositorySession>> unwritten = new ArrayList<>();

    private Journal(Repositories repositories, Claim claim) {
        this.repositories = repositories;
        this.claim = claim;
    }

    /** Returns the journal of an operation that was never claimed before, in which nothing can be. */
    static Journal empty(Repositories repositories, Claim claim) {
        return new Journal(repositories, claim);
    }

    /** Returns the journal as the database has it. */
    static Journal read(Repositories repositories, Claim claim) {
        Journal journal = new Journal(repositories, claim);
        repositories.<List<StepRecord>>read(journal::stored).forEach(step -> journal.steps.put(step.sequence(), step));
        return journal;
    }

    private List<StepRecord> stored(RepositorySession session) {
        List<StepRecord> stored = session.steps().list(claim.operation());
        if (!session.operations().holds(claim)) {
            throw lost();
        }
        return stored;
    }

    /** Returns the record of a step, if it ever began. */
    Optional<StepRecord> step(int sequence) {
        return Optional.ofNullable(steps.get(sequence));
    }

    /** Returns all records in their order. */
    List<StepRecord> all() {
        return List.copyOf(steps.values());
    }

    /**
     * A step that is about to take effect.
     *
     * @param sequence its place
     * @param name its name
     * @param plan what it is about to do
     */
    record Planned(int sequence, String name, StepPlan plan) {
        Optional<LedgerEntry> ledgerLine() {
            return plan.ledgerLine(
                    plan.effect() == StepPlan.Effect.REMOVES ? LedgerEntry.State.DELETING : LedgerEntry.State.PLANNED);
        }
    }

    /**
     * Records that steps are about to take effect, one after the other.
     *
     * @param check throws what keeps them from being begun, within the same unit of work
     */
    void intents(List<Planned> planned, OperationStatus status, Consumer<RepositorySession> check) {
        List<StepRecord> records = planned.stream().map(this::intent).toList();
        write(status, session -> {
            check.accept(session);
            records.forEach(session.steps()::put);
            planned.forEach(step -> step.ledgerLine().ifPresent(session.ledger()::put));
        });
        records.forEach(record -> steps.put(record.sequence(), record));
        planned.forEach(step -> step.ledgerLine().ifPresent(line -> lines.put(step.sequence(), line)));
    }

    private StepRecord intent(Planned step) {
        return new StepRecord(
                claim.operation(),
                step.sequence(),
                step.name(),
                JournalStep.State.INTENT,
                step.plan().resource(),
                step.plan().before(),
                Map.of(),
                claim.epoch());
    }

    /**
     * Records that a step took effect, with what follows from it. The next write records both, whatever that is, in the same
     * transaction: a worker that dies before leaves an intent, as does one that dies between the effect and any other
     * write. What the records may refuse is written at once.
     */
    void done(
            StepRecord intent, Map<String, String> result, OperationStatus status, Optional<Consequence> consequence) {
        StepRecord record = moved(intent, JournalStep.State.DONE, result);
        Consumer<RepositorySession> change = session -> {
            session.steps().put(record);
            moveLedger(session, record, true);
            consequence.ifPresent(following -> following.records().accept(session));
        };
        if (consequence.filter(Consequence::refusable).isPresent()) {
            write(status, change);
        } else {
            unwritten.add(change);
        }
        steps.put(record.sequence(), record);
    }

    /** Records the state of a step's undo; UNDONE means that its effect was observed to be gone. */
    StepRecord undo(StepRecord step, JournalStep.State state, OperationStatus status) {
        return undo(List.of(step), state, status).get(0);
    }

    /** Records that the operation turns back, and that some of its steps, of which only the intents are there, did nothing. */
    void turnBack(List<StepRecord> untouched, OperationStatus status) {
        undo(untouched, JournalStep.State.UNDONE, status);
    }

    private List<StepRecord> undo(List<StepRecord> from, JournalStep.State state, OperationStatus status) {
        List<StepRecord> records =
                from.stream().map(step -> moved(step, state, step.result())).toList();
        write(
                status,
                session -> records.forEach(record -> {
                    session.steps().put(record);
                    moveLedger(session, record, false);
                }));
        records.forEach(record -> steps.put(record.sequence(), record));
        return records;
    }

    /** Writes the operation's status with whatever belongs to it. */
    void write(OperationStatus status, Consumer<RepositorySession> also) {
        write(session -> status, false, also);
    }

    /**
     * Writes the operation's status with whatever belongs to it, and gives the claim back.
     *
     * @param statusIn tells the status, which may hold the time of the database's clock
     * @return the status
     */
    OperationStatus release(Function<RepositorySession, OperationStatus> statusIn, Consumer<RepositorySession> also) {
        return write(statusIn, true, also);
    }

    /**
     * Writes the operation's status and gives the claim back while a step waits. Its intent gets this claim's epoch: it
     * tells the next claim that this one did not fail.
     */
    void pause(Function<RepositorySession, OperationStatus> statusIn) {
        List<StepRecord> waiting = steps.values().stream()
                .filter(step -> step.state() == JournalStep.State.INTENT)
                .map(step -> moved(step, step.state(), step.result()))
                .toList();
        release(statusIn, session -> waiting.forEach(session.steps()::put));
    }

    private OperationStatus write(
            Function<RepositorySession, OperationStatus> statusIn, boolean release, Consumer<RepositorySession> also) {
        OperationStatus written = repositories
                .<Optional<OperationStatus>>write(session -> {
                    OperationStatus status = statusIn.apply(session);
                    if (!session.operations().update(claim, status, release)) {
                        return Optional.empty();
                    }
                    unwritten.forEach(change -> change.accept(session));
                    also.accept(session);
                    return Optional.of(status);
                })
                .orElseThrow(this::lost);
        unwritten.clear();
        return written;
    }

    /** Whoever holds the claim alone changes the lines of its steps: what the intent wrote is there until the step is done. */
    private Optional<LedgerEntry> line(RepositorySession session, StepRecord step) {
        return step.state() == JournalStep.State.DONE && lines.containsKey(step.sequence())
                ? Optional.ofNullable(lines.get(step.sequence()))
                : step.resource().flatMap(session.ledger()::find);
    }

    private LeaseLostException lost() {
        return new LeaseLostException("operation " + claim.operation() + " was settled or claimed by another worker");
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
    private void moveLedger(RepositorySession session, StepRecord step, boolean forward) {
        line(session, step).ifPresent(line -> {
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
