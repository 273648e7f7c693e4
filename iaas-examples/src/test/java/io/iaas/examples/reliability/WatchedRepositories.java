package io.iaas.examples.reliability;

import io.iaas.operation.OperationState;
import io.iaas.spi.repository.OperationRepository;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StepRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database whose writes of operations and steps are points of a trail, before their commit and after it. */
final class WatchedRepositories implements Repositories {
    private final Repositories repositories;
    private final Trail trail;
    private final AtomicBoolean turned = new AtomicBoolean();
    /**
     * Held for a write, but by workers. A claim would otherwise share the commit of the submission that it claims, and a
     * death before it would take both; whoever submits is told when his operation is durable.
     */
    private final ReentrantLock turns = new ReentrantLock();

    /** What one transaction wrote. */
    private record Commit(List<Point> points, List<StepRecord> steps) {
        Commit() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    WatchedRepositories(Repositories repositories, Trail trail) {
        this.repositories = repositories;
        this.trail = trail;
    }

    @Override
    public <T> T write(Function<RepositorySession, T> work) {
        Commit commit = new Commit();
        boolean worker = Thread.currentThread().getName().startsWith("iaas-worker");
        T result = worker ? written(work, commit) : inTurn(work, commit);
        tell(commit);
        return result;
    }

    private void tell(Commit commit) {
        commit.points.forEach(trail::reached);
        // What is done last is recorded with the operation's end, and whoever waits for that is told at once.
        if (commit.points.stream().noneMatch(point -> point.moment().atTheEnd())) {
            commit.steps.forEach(trail::written);
        }
    }

    private <T> T inTurn(Function<RepositorySession, T> work, Commit commit) {
        turns.lock();
        try {
            return written(work, commit);
        } finally {
            turns.unlock();
        }
    }

    private <T> T written(Function<RepositorySession, T> work, Commit commit) {
        return repositories.write(session -> work.apply(watched(session, commit)));
    }

    @Override
    public <T> T read(Function<RepositorySession, T> work) {
        return repositories.read(session -> work.apply(watched(session, new Commit())));
    }

    @Override
    public void close() {
        repositories.close();
    }

    private RepositorySession watched(RepositorySession session, Commit commit) {
        return Interposed.on(RepositorySession.class, session, invocation -> {
            Object answer = invocation.proceed();
            if (answer instanceof StepRepository) {
                return Interposed.on(StepRepository.class, answer, call -> step(call, commit));
            }
            return answer instanceof OperationRepository
                    ? Interposed.on(OperationRepository.class, answer, call -> operation(call, commit))
                    : answer;
        });
    }

    private @Nullable Object step(Interposed.Invocation call, Commit commit) throws Throwable {
        Object answer = call.proceed();
        if (call.name().equals("put")) {
            StepRecord step = (StepRecord) call.arguments().get(0);
            trail.writing(step);
            commit.steps.add(step);
        } else if (answer instanceof List<?> journal) {
            trail.read(journal.stream().map(StepRecord.class::cast).toList());
        }
        return answer;
    }

    private @Nullable Object operation(Interposed.Invocation call, Commit commit) throws Throwable {
        Object answer = call.proceed();
        if (call.name().equals("claimNext")) {
            if (answer instanceof Optional<?> claim && claim.isPresent()) {
                pass(commit, Moment.BEFORE_CLAIM, Moment.AFTER_CLAIM);
            } else if (commit.points.isEmpty()) {
                commit.points.add(Point.of(Moment.IDLE));
            }
        } else if (call.name().equals("insert")) {
            trail.reached(Point.of(Moment.BEFORE_SUBMIT));
        } else if (call.name().equals("update")) {
            moved((OperationStatus) call.arguments().get(1), commit);
        }
        return answer;
    }

    private void moved(OperationStatus status, Commit commit) {
        if (status.state() == OperationState.SUCCEEDED) {
            pass(commit, Moment.BEFORE_SUCCESS, Moment.AFTER_SUCCESS);
        } else if (status.state() == OperationState.ROLLED_BACK) {
            pass(commit, Moment.BEFORE_ROLLED_BACK, Moment.AFTER_ROLLED_BACK);
        } else if (status.state() == OperationState.UNDOING && turned.compareAndSet(false, true)) {
            pass(commit, Moment.BEFORE_TURN, Moment.AFTER_TURN);
        }
    }

    private void pass(Commit commit, Moment before, Moment after) {
        trail.reached(Point.of(before));
        commit.points.add(Point.of(after));
    }
}
