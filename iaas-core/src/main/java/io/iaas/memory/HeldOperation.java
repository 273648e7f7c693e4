package io.iaas.memory;

import io.iaas.spi.repository.Claim;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An operation and who works on it. */
record HeldOperation(StoredOperation operation, Optional<String> owner, Optional<Instant> leaseUntil, long epoch) {

    static HeldOperation unclaimed(StoredOperation operation) {
        return new HeldOperation(operation, Optional.empty(), Optional.empty(), 0);
    }

    boolean heldBy(Claim claim) {
        return epoch == claim.epoch() && owner.filter(claim.node()::equals).isPresent();
    }

    boolean free(Instant now, Duration grace) {
        return leaseUntil.isEmpty() || leaseUntil.get().plus(grace).isBefore(now);
    }

    HeldOperation claimed(String node, Instant until, OperationStatus status) {
        return new HeldOperation(operation.withStatus(status), Optional.of(node), Optional.of(until), epoch + 1);
    }

    HeldOperation renewed(Instant until) {
        return new HeldOperation(operation, owner, Optional.of(until), epoch);
    }

    HeldOperation with(StoredOperation next) {
        return new HeldOperation(next, owner, leaseUntil, epoch);
    }

    /** Keeps the time of a cancel that was asked for already: the writer may not have seen it. */
    HeldOperation withStatus(OperationStatus status) {
        OperationStatus next =
                operation.status().cancelRequestedAt().map(status::cancelledAt).orElse(status);
        return with(operation.withStatus(next));
    }

    HeldOperation withInput(Map<String, String> input) {
        StoredOperation o = operation;
        return with(new StoredOperation(
                o.id(),
                o.projectId(),
                o.actor(),
                o.kind(),
                o.definitionVersion(),
                o.target(),
                input,
                o.requestHash(),
                o.idempotencyKey(),
                o.createdAt(),
                o.deadline(),
                o.status()));
    }

    HeldOperation released() {
        return new HeldOperation(operation, Optional.empty(), Optional.empty(), epoch);
    }
}
