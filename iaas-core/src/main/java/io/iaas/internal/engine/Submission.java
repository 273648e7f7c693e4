package io.iaas.internal.engine;

import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import io.iaas.operation.SubmitOptions;
import java.util.Map;

/**
 * Who asks for what.
 *
 * @param project the project
 * @param id the identity of the operation, if it is a new one
 * @param kind what is to be done
 * @param asked all that the caller said, by name: two requests are the same when this is
 * @param options how it is submitted
 */
public record Submission(
        ProjectId project, OperationId id, OperationKind kind, Map<String, String> asked, SubmitOptions options) {
    /** Copies what was asked. */
    public Submission {
        asked = Map.copyOf(asked);
    }

    /** Shows not what was asked: it may hold secrets. */
    @Override
    public String toString() {
        return kind + " " + id;
    }
}
