package io.iaas.internal.engine.simulation;

import io.iaas.operation.OperationId;
import java.util.HashMap;
import java.util.Map;

/** What clients were told under their idempotency keys. */
final class Outcomes {
    private final History history;
    private final Map<String, OperationId> told = new HashMap<>();

    Outcomes(History history) {
        this.history = history;
    }

    /** Notes an answer, which must be the one that was given before. */
    void tell(String key, OperationId operation) {
        OperationId before = told.putIfAbsent(key, operation);
        history.baton.note("under " + key + ": " + operation);
        if (before != null && !before.equals(operation)) {
            throw history.violation("I6: " + key + " gave operation " + before + " and then " + operation);
        }
    }

    Map<String, OperationId> told() {
        return told;
    }
}
