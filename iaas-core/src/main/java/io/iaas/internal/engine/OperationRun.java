package io.iaas.internal.engine;

import io.iaas.error.ErrorCode;
import io.iaas.operation.FailureEvidence;
import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationState;
import io.iaas.operation.Progress;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.Direction;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One claim's walk over an operation's steps: forward, and back when a step fails. */
final class OperationRun {
    private static final Logger LOG = LoggerFactory.getLogger(OperationRun.class);

    private final Environment environment;
    private final EngineSettings settings;
    private final OperationDefinition<?> definition;
    private final StoredOperation operation;
    private final RunningOperation running;
    private final Consumer<Progress> told;
    private final Journal journal;
    private final StepContext context;
    private final String threadName = Thread.currentThread().getName();
    /** The steps that have nothing but the intents that this walk recorded ahead of them. */
    private final Set<Integer> ahead = new HashSet<>();

    private OperationStatus status;
    /** The step that is planned or run. */
    private int at;

    OperationRun(
            Environment environment,
            EngineSettings settings,
            OperationDefinition<?> definition,
            ClaimedOperation claimed,
            RunningOperation running,
            Submissions submissions,
            Consumer<Progress> told,
            Journal journal) {
        this.environment = environment;
        this.settings = settings;
        this.definition = definition;
        this.operation = claimed.operation();
        this.running = running;
        this.told = told;
        this.journal = journal;
        this.context = new StepContext(environment, operation, running, journal, submissions, this::tell);
        this.status = operation.status();
    }

    /**
     * Walks until the operation settles or must wait.
     *
     * @return how long until the operation may be claimed again; empty when it is settled
     * @throws LeaseLostException when another worker may have it
     * @throws RepositoryException when the database does not answer; the operation is still claimed
     */
    Optional<Duration> walk() {
        try {
            if (poisoned()) {
                return block(status.failure()
                        .orElseGet(() -> Evidence.of(
                                workerDied(settings.maxAttempts()), "start", journal.all(), Optional.empty())));
            }
            return status.direction() == Direction.FORWARD ? forward() : backward();
        } catch (HandedOverException e) {
            // The interrupt that ended a wait must not cut off the write that gives the claim back.
            boolean interrupted = Thread.interrupted();
            LOG.debug("{} is handed over, interrupted {}", operation, interrupted);
            journal.release(session -> status.handedBack(), session -> {});
            return Optional.of(Duration.ZERO);
        } catch (ComeBackException e) {
            return Optional.of(handBack(e.pause()));
        }
    }

    private Duration handBack(Duration pause) {
        journal.pause(session -> status.handedBack().notBefore(session.now().plus(pause)));
        return pause;
    }

    private Optional<Duration> forward() {
        at = status.cursor();
        try {
            checkAttempts();
            for (; at < definition.steps().size(); at++) {
                stepForward();
            }
            succeed();
            return Optional.empty();
        } catch (HandedOverException | ComeBackException | LeaseLostException | RepositoryException e) {
            throw e;
        } catch (RuntimeException e) {
            // What fails because the worker must stop says nothing about the step.
            running.check();
            return failed(e);
        }
    }

    /** Whether nothing is left to try: each claim of an undo, or of the way behind the pivot, ended without an answer. */
    private boolean poisoned() {
        return status.direction() == Direction.UNDO
                ? status.undoAttempts() > settings.maxUndoAttempts()
                : beyondPivot() && status.attempts() > settings.maxAttempts();
    }

    /** When all steps are done, their records say so too; nothing is left that could kill a worker. */
    private void checkAttempts() {
        if (status.attempts() > settings.maxAttempts() && !beyondPivot() && !allDone()) {
            throw workerDied(settings.maxAttempts());
        }
    }

    private boolean allDone() {
        return journal.all().stream()
                        .filter(step -> step.state() == JournalStep.State.DONE)
                        .count()
                == definition.steps().size();
    }

    private static StoppedException workerDied(int times) {
        return new StoppedException(ErrorCode.INTERNAL, "its worker died or stopped " + times + " times");
    }

    private void stepForward() {
        Step step = definition.steps().get(at);
        Optional<StepRecord> begun = journal.step(at);
        if (begun.filter(r -> r.state() == JournalStep.State.DONE).isPresent()) {
            return;
        }
        boolean mayTurnBack = !beyondPivot();
        context.beginStep(begun.isPresent() && !ahead.contains(at), mayTurnBack && !step.pivot());
        enter(at);
        if (begun.isEmpty()) {
            recordIntents(mayTurnBack);
        } else if (ahead.contains(at)) {
            context.checkBetweenSteps();
        } else if (mayTurnBack) {
            context.checkWanted();
        }
        StepRecord intent = journal.step(at).orElseThrow();
        running.check();
        ahead.remove(at);
        Map<String, String> result = step.run(context, intent);
        status = status.at(at + 1);
        journal.done(intent, result, status, step.consequence(context, result));
    }

    private void enter(int step) {
        status = status.at(step);
        Thread.currentThread()
                .setName(threadName + " " + definition.steps().get(step).name());
        tell(0);
    }

    /**
     * Plans a step, and those behind that may be planned ahead, and records their intents. Whether the operation is still
     * wanted is read there, too: a unit of work less, and none between.
     */
    private void recordIntents(boolean mayTurnBack) {
        int first = at;
        List<Journal.Planned> planned = new ArrayList<>();
        for (; at < definition.steps().size(); at++) {
            Step step = definition.steps().get(at);
            if (at > first && (at == definition.pivot() || !step.plannedAhead(context))) {
                break;
            }
            planned.add(new Journal.Planned(at, step.name(), step.plan(context)));
            running.check();
        }
        at = first;
        journal.intents(planned, status, mayTurnBack ? context::requireWanted : session -> {});
        planned.stream().skip(1).map(Journal.Planned::sequence).forEach(ahead::add);
    }

    private boolean beyondPivot() {
        return journal.step(definition.pivot()).isPresent();
    }

    private Optional<Duration> failed(RuntimeException error) {
        List<Step> steps = definition.steps();
        String name = at < steps.size() ? steps.get(at).name() : "finish";
        LOG.warn("{} failed at {}: {}", operation, name, Evidence.oneLine(error));
        LOG.debug("{} failed at {}", operation, name, error);
        FailureEvidence evidence = Evidence.of(error, name, journal.all(), consoleTail());
        if (beyondPivot()) {
            return status.attempts() >= settings.maxAttempts()
                    ? block(evidence)
                    : later(status.withFailure(evidence), status.attempts());
        }
        status = status.turnedBack(Math.min(at, steps.size() - 1), evidence);
        journal.turnBack(untouched(error), status);
        return backward();
    }

    /** Evidence is worth one try: whatever ends in it, a worker even, keeps no operation from turning back. */
    private Optional<String> consoleTail() {
        if (status.attempts() > settings.maxAttempts()) {
            return Optional.empty();
        }
        try {
            return definition.consoleTail(context);
        } catch (HandedOverException | LeaseLostException | RepositoryException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("{} cannot tell the end of its console", operation, e);
            return Optional.empty();
        }
    }

    /**
     * Returns the steps that did nothing, whose undo could only touch what is not ours: those with nothing but an intent,
     * and the one that met something foreign. So they are done with in the very transaction that turns the operation back.
     */
    private List<StepRecord> untouched(RuntimeException error) {
        boolean foreign = Evidence.codeOf(error) == ErrorCode.FOREIGN_RESOURCE;
        return journal.all().stream()
                .filter(step -> step.state() == JournalStep.State.INTENT)
                .filter(step -> ahead.contains(step.sequence()) || (foreign && step.sequence() == at))
                .toList();
    }

    private Optional<Duration> backward() {
        List<StepRecord> begun = new ArrayList<>(journal.all());
        Collections.reverse(begun);
        for (StepRecord record : begun) {
            if (record.state() == JournalStep.State.UNDONE) {
                continue;
            }
            try {
                undo(record);
            } catch (HandedOverException | LeaseLostException | RepositoryException e) {
                throw e;
            } catch (RuntimeException e) {
                running.check();
                return undoFailed(record, e);
            }
        }
        settle(
                OperationState.ROLLED_BACK,
                Optional.of(Evidence.withNotUndone(evidence(), journal.all())),
                session -> definition.rolledBack(session, operation));
        return Optional.empty();
    }

    private void undo(StepRecord record) {
        running.check();
        context.beginStep(true, false);
        enter(record.sequence());
        StepRecord intent = journal.undo(record, JournalStep.State.UNDO_INTENT, status);
        definition.steps().get(record.sequence()).undo(context, intent);
        status = status.withFailure(Evidence.withUndone(evidence(), record.name()));
        journal.undo(intent, JournalStep.State.UNDONE, status);
    }

    private Optional<Duration> undoFailed(StepRecord record, RuntimeException error) {
        LOG.warn("{} cannot undo {} yet: {}", operation, record.name(), Evidence.oneLine(error));
        LOG.debug("{} cannot undo {} yet", operation, record.name(), error);
        status = status.withFailure(Evidence.withUndoError(evidence(), error));
        if (status.undoAttempts() < settings.maxUndoAttempts()) {
            return later(status, status.undoAttempts());
        }
        journal.undo(record, JournalStep.State.UNDO_FAILED, status);
        return block(evidence());
    }

    private Optional<Duration> later(OperationStatus with, int tries) {
        Duration wait = settings.backOff(tries);
        status = journal.release(session -> with.notBefore(session.now().plus(wait)), session -> {});
        return Optional.of(wait);
    }

    private void succeed() {
        Optional<FailureEvidence> evidence = definition
                .stoppedShort(context)
                .map(stop -> Evidence.of(stop.error(), stop.step(), List.of(), consoleTail()));
        settle(OperationState.SUCCEEDED, evidence, session -> definition.succeeded(session, operation, journal.all()));
    }

    private Optional<Duration> block(FailureEvidence evidence) {
        LOG.error("{} is blocked, an operator must look: {}", operation, evidence.message());
        settle(
                OperationState.UNDO_BLOCKED,
                Optional.of(Evidence.withNotUndone(evidence, journal.all())),
                session -> definition.blocked(session, operation));
        return Optional.empty();
    }

    private void settle(OperationState end, Optional<FailureEvidence> failure, Consumer<RepositorySession> records) {
        // Before the commit: whoever then learns of the end may count on it.
        environment.attachments().discard(operation.id());
        status = journal.release(session -> status.settled(end, failure, session.now()), records);
        environment.news().settled(operation, status);
        tell(0);
    }

    private FailureEvidence evidence() {
        return status.failure().orElseThrow();
    }

    private void tell(double fraction) {
        Progress progress = Progresses.of(definition, status, fraction);
        running.progress(progress);
        told.accept(progress);
    }
}
