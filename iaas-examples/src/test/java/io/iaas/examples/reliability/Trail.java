package io.iaas.examples.reliability;

import io.iaas.operation.JournalStep;
import io.iaas.spi.repository.StepRecord;
import java.util.List;
import java.util.function.Consumer;

/**
 * Follows the operations of one process through its database and its host, and tells each point that they come to, on
 * the thread that comes there: who is told may block it, or throw.
 */
final class Trail {
    private final Consumer<Point> told;
    private final ThreadLocal<Place> place = ThreadLocal.withInitial(() -> Place.NOWHERE);

    private record Place(String step, boolean undoing, int calls) {
        static final Place NOWHERE = new Place("", false, 0);
    }

    Trail(Consumer<Point> told) {
        this.told = told;
    }

    void reached(Point point) {
        told.accept(point);
    }

    /** A step's state is written; its transaction is under way. */
    void writing(StepRecord step) {
        reached(Point.of(
                step.name(),
                switch (step.state()) {
                    case INTENT -> Moment.BEFORE_INTENT;
                    case DONE -> Moment.BEFORE_DONE;
                    case UNDO_INTENT -> Moment.BEFORE_UNDO_INTENT;
                    case UNDONE, UNDO_FAILED -> Moment.BEFORE_UNDONE;
                }));
    }

    /** A step's state is committed. */
    void written(StepRecord step) {
        switch (step.state()) {
            case INTENT -> enter(step, Moment.AFTER_INTENT);
            case UNDO_INTENT -> enter(step, Moment.AFTER_UNDO_INTENT);
            case DONE -> leave(step, Moment.AFTER_DONE);
            case UNDONE, UNDO_FAILED -> leave(step, Moment.AFTER_UNDONE);
        }
    }

    private void enter(StepRecord step, Moment moment) {
        place.set(new Place(step.name(), step.state() == JournalStep.State.UNDO_INTENT, 0));
        reached(Point.of(step.name(), moment));
    }

    private void leave(StepRecord step, Moment moment) {
        place.set(Place.NOWHERE);
        reached(Point.of(step.name(), moment));
    }

    /** A journal is read at the beginning of a walk: a step that was begun by an earlier one is gone on with. */
    void read(List<StepRecord> journal) {
        place.set(journal.stream()
                .filter(step -> step.state() == JournalStep.State.INTENT)
                .findFirst()
                .map(step -> new Place(step.name(), false, 0))
                .orElse(Place.NOWHERE));
    }

    /** The host is about to be changed. */
    void calling() {
        call(Moment.BEFORE_CALL, Moment.BEFORE_UNDO_CALL);
    }

    void uploading() {
        call(Moment.BEFORE_UPLOAD, Moment.BEFORE_UNDO_CALL);
    }

    void halfWay() {
        call(Moment.IN_CALL, Moment.BEFORE_UNDO_CALL);
    }

    /** The host was changed. */
    void called() {
        call(Moment.AFTER_CALL, Moment.AFTER_UNDO_CALL);
        Place now = here();
        place.set(new Place(now.step(), now.undoing(), now.calls() + 1));
    }

    private void call(Moment forward, Moment undo) {
        Place now = here();
        reached(new Point(now.step(), now.undoing() ? undo : forward, now.calls()));
    }

    /** The intents of several steps may be recorded at once: the thread's name tells which of them is under way. */
    private Place here() {
        Place known = place.get();
        String name = Thread.currentThread().getName();
        String step = name.substring(name.lastIndexOf(' ') + 1);
        return step.equals(known.step()) ? known : new Place(step, known.undoing(), 0);
    }
}
