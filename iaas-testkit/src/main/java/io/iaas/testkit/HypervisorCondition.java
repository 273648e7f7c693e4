package io.iaas.testkit;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Asks once in a test run whether there is a hypervisor. */
final class HypervisorCondition implements ExecutionCondition {
    private static final Namespace NAMESPACE = Namespace.create(HypervisorCondition.class);

    /** What was found. */
    private record Found(Optional<String> missing) {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Found found = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Found.class, key -> new Found(ThrowawayVms.missing()), Found.class);
        return found.missing()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("there is a hypervisor"));
    }
}
