package io.iaas.internal.cascade;

import io.iaas.error.NotFoundException;
import io.iaas.identity.ProjectId;
import io.iaas.internal.engine.Step;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepFailedException;
import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Has everything of one kind in a project deleted, each thing by an operation of its own, and waits for those without a
 * worker. It keeps nothing in mind: each look tells anew, from the records, what is left and what is under way, so it does
 * not matter who began what before.
 */
abstract class DeleteAll implements Step {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int OF_ITS_AGE = 10;

    private final String name;

    DeleteAll(String name) {
        this.name = name;
    }

    /**
     * A thing to delete.
     *
     * @param id its identity
     * @param words what it is, and its name
     * @param waits whether whoever is at work on it must come to an end before it can be deleted
     */
    record Item(UUID id, String words, boolean waits) {}

    /** Where a thing stands. */
    private enum Standing {
        /** Nobody was asked to delete it yet. */
        UNTOUCHED,
        /** An operation is at work on it, or will be. */
        MOVING,
        /** A delete that was submitted in this try has ended, and it is still there. */
        BACK,
        /** An operation on it is blocked. */
        BLOCKED
    }

    /** A thing, where it stands, and the newest operation that tells so. */
    private record Seen(Item item, Standing standing, Optional<StoredOperation> newest) {}

    abstract List<Item> items(RepositorySession session, ProjectId project);

    /** Has a thing deleted; a second call under the same key does nothing. */
    abstract void delete(StepContext context, ProjectId project, UUID id, SubmitOptions options);

    /** Returns whether something else must end first when all things are gone. */
    boolean waits(RepositorySession session, ProjectId project) {
        return false;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean pivot() {
        return true;
    }

    @Override
    public final Map<String, String> run(StepContext context, StepRecord intent) {
        ProjectId project = DeleteProject.project(context.operation());
        List<Seen> seen = context.read(session -> items(session, project).stream()
                .map(item -> look(session, context, intent, item))
                .toList());
        List<Seen> untouched = standing(seen, Standing.UNTOUCHED);
        untouched.forEach(thing -> delete(context, project, thing));
        if (!untouched.isEmpty() || !standing(seen, Standing.MOVING).isEmpty()) {
            throw comeBack(context);
        }
        if (!seen.isEmpty()) {
            throw stuck(seen);
        }
        if (context.<Boolean>read(session -> waits(session, project))) {
            throw comeBack(context);
        }
        return Map.of();
    }

    private static Seen look(RepositorySession session, StepContext context, StepRecord intent, Item item) {
        ProjectId project = DeleteProject.project(context.operation());
        OperationQuery onIt = OperationQuery.all().on(item.id());
        Optional<StoredOperation> blocked =
                Contents.newest(session, project, onIt.inState(OperationState.UNDO_BLOCKED));
        if (blocked.isPresent()) {
            return new Seen(item, Standing.BLOCKED, blocked);
        }
        if (item.waits() && session.operations().targetBusy(item.id())) {
            return new Seen(item, Standing.MOVING, Optional.empty());
        }
        Optional<StoredOperation> newest = Contents.newest(session, project, onIt);
        boolean back = context.sameTry(intent)
                && newest.filter(operation -> operation.status().state().terminal())
                        .flatMap(StoredOperation::idempotencyKey)
                        .filter(key -> key.startsWith(context.operation().id().toString()))
                        .isPresent();
        return new Seen(item, back ? Standing.BACK : Standing.UNTOUCHED, newest);
    }

    private static List<Seen> standing(List<Seen> seen, Standing standing) {
        return seen.stream().filter(thing -> thing.standing() == standing).toList();
    }

    /** The key names what came before, so that whoever submits behind the same operation submits the same one. */
    private void delete(StepContext context, ProjectId project, Seen thing) {
        UUID behind = thing.newest()
                .map(StoredOperation::id)
                .map(OperationId::value)
                .orElse(thing.item().id());
        SubmitOptions options =
                SubmitOptions.none().withIdempotencyKey(context.operation().id() + "/" + behind);
        try {
            delete(context, project, thing.item().id(), options);
        } catch (NotFoundException e) {
            // It went between the look and this: its create was undone.
        }
    }

    /** Nothing moves any more, and not all is gone: this try has failed. The next one begins with what came back. */
    private static StepFailedException stuck(List<Seen> seen) {
        Seen first = seen.get(0);
        StoredOperation operation = first.newest().orElseThrow();
        FailureEvidence evidence = operation.status().failure().orElseThrow();
        return new StepFailedException(
                evidence.code(),
                first.item().words() + " is still there"
                        + (seen.size() > 1 ? ", and " + (seen.size() - 1) + " more" : "")
                        + ": operation " + operation.id() + " is "
                        + operation.status().state() + ": "
                        + evidence.message());
    }

    /** Who waits longer looks less often: at most a tenth of the whole time goes by between the end and the look. */
    private static RuntimeException comeBack(StepContext context) {
        Duration age = Duration.between(context.operation().createdAt(), context.read(RepositorySession::now))
                .dividedBy(OF_ITS_AGE);
        Duration pause = age.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : age;
        return context.comeBackIn(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    @Override
    public final void undo(StepContext context, StepRecord record) {
        throw new IllegalStateException("the delete of a project never turns back once it has begun");
    }
}
