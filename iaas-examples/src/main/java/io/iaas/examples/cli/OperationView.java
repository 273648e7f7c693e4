package io.iaas.examples.cli;

import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An operation as the command line prints it. */
record OperationView(
        String id,
        String kind,
        String state,
        TargetView target,
        ProgressView progress,
        Optional<ErrorView> error,
        Optional<String> idempotencyKey,
        Instant createdAt,
        Optional<Instant> deadline,
        Optional<Instant> cancelRequestedAt,
        Optional<Instant> finishedAt,
        Optional<List<StepView>> steps) {

    /** What an operation is about. */
    record TargetView(String kind, String id, String name) {}

    /** How far an operation is; the fraction goes from 0 to 1. */
    record ProgressView(double fraction, int stepsDone, int stepsTotal, String activity) {}

    /** A step of an operation. */
    record StepView(int sequence, String name, String state, Optional<String> resource) {
        static StepView of(JournalStep step) {
            return new StepView(step.sequence(), step.name(), step.state().name(), step.resource());
        }
    }

    static OperationView of(OperationInfo info) {
        return new OperationView(
                info.id().toString(),
                info.kind().name(),
                info.state().name(),
                new TargetView(
                        info.target().kind(),
                        info.target().id().toString(),
                        info.target().name()),
                new ProgressView(
                        info.progress().fraction(),
                        info.progress().stepsDone(),
                        info.progress().stepsTotal(),
                        info.progress().activity()),
                info.failure().map(evidence -> ErrorView.of(evidence, Optional.of(info.id()))),
                info.idempotencyKey(),
                info.createdAt(),
                info.deadline(),
                info.cancelRequestedAt(),
                info.finishedAt(),
                Optional.empty());
    }

    /** Returns the same operation with its journal. */
    OperationView withSteps(List<JournalStep> journal) {
        return with(error, Optional.of(journal.stream().map(StepView::of).toList()));
    }

    /** Returns what one line each can tell. */
    OperationView withoutDetails() {
        return with(Optional.empty(), Optional.empty());
    }

    private OperationView with(Optional<ErrorView> otherError, Optional<List<StepView>> otherSteps) {
        return new OperationView(
                id,
                kind,
                state,
                target,
                progress,
                otherError,
                idempotencyKey,
                createdAt,
                deadline,
                cancelRequestedAt,
                finishedAt,
                otherSteps);
    }
}
