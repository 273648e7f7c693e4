package io.iaas.examples.cli;

import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationInfo;
import java.util.List;

/** Prints one operation: for people with its steps as a table and its failure in words. */
final class OperationPrinter {
    private final Output output;

    OperationPrinter(Output output) {
        this.output = output;
    }

    void print(OperationInfo info) {
        OperationView view = OperationView.of(info);
        if (output.json()) {
            output.show(view);
        } else {
            summary(view);
        }
    }

    void print(OperationInfo info, List<JournalStep> journal) {
        OperationView view = OperationView.of(info).withSteps(journal);
        if (output.json()) {
            output.show(view);
            return;
        }
        summary(view);
        view.steps().filter(steps -> !steps.isEmpty()).ifPresent(steps -> {
            output.text(System.lineSeparator());
            output.list(steps, "sequence", "name", "state", "resource");
        });
    }

    private void summary(OperationView view) {
        output.show(view.withoutDetails());
        view.error().ifPresent(error -> error.words().forEach(line -> output.text(line + System.lineSeparator())));
    }
}
