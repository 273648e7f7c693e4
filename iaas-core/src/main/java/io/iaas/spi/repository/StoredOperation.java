package io.iaas.spi.repository;

import io.iaas.audit.Actor;
import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationTarget;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An operation as the database has it: what was asked for, and how it goes.
 *
 * @param id the identity
 * @param projectId the project
 * @param actor who submitted it
 * @param kind what it does
 * @param definitionVersion the version of the kind's steps that it was submitted for
 * @param target the resource; operations on one target run one after the other
 * @param input what the steps need to know, by name
 * @param requestHash tells requests under one idempotency key apart
 * @param idempotencyKey unique in the project
 * @param createdAt when it was submitted
 * @param deadline when it must be done, or be undone
 * @param status how it goes
 */
public record StoredOperation(
        OperationId id,
        ProjectId projectId,
        Actor actor,
        OperationKind kind,
        int definitionVersion,
        OperationTarget target,
        Map<String, String> input,
        String requestHash,
        Optional<String> idempotencyKey,
        Instant createdAt,
        Optional<Instant> deadline,
        OperationStatus status) {
    /** Copies the input. */
    public StoredOperation {
        input = Map.copyOf(input);
    }

    /** Returns the same operation with another status. */
    public StoredOperation withStatus(OperationStatus next) {
        return new StoredOperation(
                id,
                projectId,
                actor,
                kind,
                definitionVersion,
                target,
                input,
                requestHash,
                idempotencyKey,
                createdAt,
                deadline,
                next);
    }

    /** Shows neither input nor hash: they may hold secrets. */
    @Override
    public String toString() {
        return kind + " " + id + " of " + target + " " + status.state();
    }
}
