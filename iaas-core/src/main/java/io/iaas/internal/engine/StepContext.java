package io.iaas.internal.engine;

import io.iaas.error.ErrorCode;
import io.iaas.identity.ProjectId;
import io.iaas.internal.audit.Acting;
import io.iaas.operation.OperationId;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/** What a step sees of the operation it belongs to. */
public final class StepContext {
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(250).toNanos();

    private final Environment environment;
    private final StoredOperation operation;
    private final RunningOperation running;
    private final Journal journal;
    private final Submissions submissions;
    private final DoubleConsumer activity;
    private final Map<Class<?>, Object> readBefore = new HashMap<>();
    private boolean resumed;
    private boolean mayTurnBack = true;
    private long lookedAt;

    StepContext(
            Environment environment,
            StoredOperation operation,
            RunningOperation running,
            Journal journal,
            Submissions submissions,
            DoubleConsumer activity) {
        this.environment = environment;
        this.operation = operation;
        this.running = running;
        this.journal = journal;
        this.submissions = submissions;
        this.activity = activity;
        this.lookedAt = environment.ticks().getAsLong() - LOOK_EVERY_NANOS;
    }

    /** Returns the operation as it was claimed. */
    public StoredOperation operation() {
        return operation;
    }

    /** Returns a value of the operation's input. */
    public Optional<String> input(String name) {
        return Optional.ofNullable(operation.input().get(name));
    }

    /** Returns a value of the operation's input that its submission always sets. */
    public String requiredInput(String name) {
        return input(name).orElseThrow(() -> new IllegalStateException(operation + " has no input " + name));
    }

    /** Returns what an earlier step of this operation found or made. */
    public Optional<String> resultOf(String step, String name) {
        return journal.all().stream()
                .filter(record -> record.name().equals(step))
                .map(StepRecord::result)
                .flatMap(result -> Optional.ofNullable(result.get(name)).stream())
                .findFirst();
    }

    /**
     * Returns the host's driver for the one call that follows at once, with nothing between: a worker that was stopped for
     * longer than its lease must not go on where it was, because another one may be at work.
     */
    public Hypervisor hypervisor() {
        running.check();
        return environment.hypervisor();
    }

    /** Returns how resources on the host are named. */
    public ResourceNames names() {
        return environment.names();
    }

    /** Returns the epoch of the claim. */
    public long epoch() {
        return running.claim().epoch();
    }

    /**
     * Makes sure that a resource is gone, after a call that should have removed it.
     *
     * @throws StepFailedException when it was observed to be still there
     */
    public static void requireGone(Object resource, boolean observed) {
        if (observed) {
            throw new StepFailedException(
                    ErrorCode.HYPERVISOR_REFUSED, resource + " is still there although its removal succeeded");
        }
    }

    /** Reads from the database. */
    public <T> T read(Function<RepositorySession, T> work) {
        return environment.repositories().read(work);
    }

    /** Reads from the database what does not change while the operation runs: once, however often it is asked for. */
    public <T> T readOnce(Class<T> type, Function<RepositorySession, T> work) {
        return type.cast(readBefore.computeIfAbsent(type, first -> read(work)));
    }

    /** Writes to the database, if the claim is still held. */
    public void write(java.util.function.Consumer<RepositorySession> work) {
        boolean held = environment.repositories().write(session -> {
            if (!session.operations().holds(running.claim())) {
                return false;
            }
            work.accept(session);
            return true;
        });
        if (!held) {
            throw new LeaseLostException(operation + " was claimed by another worker");
        }
    }

    /**
     * Has a part of the step's work done by an operation of its own, on behalf of whoever submitted this one. It goes on
     * whatever becomes of this one, and so does one that was submitted under a claim that is lost: an idempotency key
     * keeps the next worker from submitting it again.
     *
     * @param submission says who asks for what, by the id of the new operation
     * @param work checks and writes within the transaction and returns the request
     */
    public void submit(
            Function<OperationId, Submission> submission, Function<RepositorySession, OperationEngine.Request> work) {
        running.check();
        Acting.onBehalfOf(
                operation.actor(),
                operation.kind(),
                () -> submissions.take(submission.apply(submissions.newId()), work));
    }

    /** Asks another operation to stop. */
    public void cancel(ProjectId project, OperationId id) {
        running.check();
        submissions.cancel(project, id);
    }

    /** Asks another operation to stop, within a unit of work. See {@link Cancellation}. */
    public Optional<StoredOperation> cancel(RepositorySession session, ProjectId project, OperationId id) {
        return submissions.cancel(session, project, id);
    }

    /**
     * Ends this try, which does not count, and has the step gone on with when the pause is over, by whichever worker is
     * free then. For waits for other operations: none of them may need this one's worker.
     */
    public RuntimeException comeBackIn(Duration pause) {
        return new ComeBackException(pause);
    }

    /**
     * Returns whether the claim before this one ended with {@link #comeBackIn} of this very step: what was begun then
     * belongs to this try, and to an earlier one elsewhere.
     */
    public boolean sameTry(StepRecord intent) {
        return intent.epoch() == epoch() - 1;
    }

    /** Takes the stream that the caller gave, if this process has it. */
    public Optional<InputStream> attachment() {
        return environment.attachments().take(operation.id());
    }

    /** Returns whether this step began before, so that it may find its own effect. */
    public boolean resumed() {
        return resumed;
    }

    /** Tells how far the step is, 0 to 1. */
    public void progress(double fraction) {
        activity.accept(fraction);
    }

    /** Returns a monotonic reading of the time that waits live by, in nanoseconds. */
    public long nanoTime() {
        return environment.time().nanoTime();
    }

    /** Passes time between two looks at the world, and ends when the operation must stop. */
    public void pause(Duration duration) {
        checkpoint();
        try {
            environment.time().sleep(duration);
        } catch (InterruptedException e) {
            running.check();
            throw new HandedOverException();
        }
        checkpoint();
    }

    /** Returns if the operation may go on. Called between steps, and by long steps now and then: it looks rarely. */
    public void checkpoint() {
        running.check();
        long now = environment.ticks().getAsLong();
        if (mayTurnBack && now - lookedAt >= LOOK_EVERY_NANOS) {
            checkWanted();
        }
    }

    /**
     * Looks between two steps that were planned together: at once when there is a reason to, and otherwise as a long step does,
     * which hears what another process asks for.
     */
    void checkBetweenSteps() {
        if (mayTurnBack && (running.isAskedToStop() || operation.deadline().isPresent())) {
            checkWanted();
        } else {
            checkpoint();
        }
    }

    /** Looks at once whether somebody wants the operation stopped. */
    void checkWanted() {
        running.check();
        environment.repositories().<Boolean>read(session -> {
            requireWanted(session);
            return true;
        });
    }

    /**
     * Looks within a unit of work.
     *
     * @throws StoppedException when somebody wants the operation stopped, or its deadline has passed
     */
    void requireWanted(RepositorySession session) {
        lookedAt = environment.ticks().getAsLong();
        if (session.operations().cancelRequested(operation.id())) {
            throw StoppedException.cancelled();
        }
        operation
                .deadline()
                .filter(deadline -> !session.now().isBefore(deadline))
                .ifPresent(deadline -> {
                    throw new StoppedException(ErrorCode.DEADLINE_EXCEEDED, "the deadline " + deadline + " passed");
                });
    }

    void beginStep(boolean begunBefore, boolean turnBackAllowed) {
        resumed = begunBefore;
        mayTurnBack = turnBackAllowed;
    }
}
