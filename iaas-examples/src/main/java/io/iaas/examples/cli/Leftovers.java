package io.iaas.examples.cli;

import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationTarget;
import java.util.List;
import java.util.Set;

/** Tells what an operation that was given up left, and the command that cleans it up. */
final class Leftovers {
    private static final Set<OperationKind> MAKE_OR_DELETE = Set.of(
            OperationKind.VM_CREATE, OperationKind.VM_DELETE, OperationKind.IMAGE_IMPORT, OperationKind.IMAGE_DELETE);

    private Leftovers() {}

    static List<String> words(OperationInfo given) {
        List<String> steps = given.failure().map(FailureEvidence::notUndone).orElse(List.of());
        OperationTarget target = given.target();
        return List.of(
                given.kind() + " of " + target + " is given up; not undone: "
                        + (steps.isEmpty() ? "nothing" : String.join(", ", steps)),
                MAKE_OR_DELETE.contains(given.kind())
                        ? "what is left of it is removed by: iaas " + target.kind() + " delete " + target.id()
                        : "see what it is like now: iaas " + target.kind() + " show " + target.id());
    }
}
