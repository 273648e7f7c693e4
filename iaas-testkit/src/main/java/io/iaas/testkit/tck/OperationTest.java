package io.iaas.testkit.tck;

import io.iaas.identity.Project;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.Claim;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.Direction;
import io.iaas.spi.repository.OperationRepository.KindVersion;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A test of who works on operations. */
abstract class OperationTest extends DatabaseTest {
    static final Set<KindVersion> KINDS = Set.of(new KindVersion(OperationKind.VM_CREATE, 1));
    static final Duration LONG = Duration.ofHours(1);

    final Optional<ClaimedOperation> claim(String node) {
        return claim(node, LONG, LONG);
    }

    final Optional<ClaimedOperation> claim(String node, Duration lease, Duration grace) {
        return write(session -> session.operations().claimNext(node, KINDS, lease, grace, Optional.empty()));
    }

    final StoredOperation stored(StoredOperation operation) {
        return read(session -> session.operations().find(Project.DEFAULT, operation.id()))
                .orElseThrow();
    }

    final boolean holds(Claim claim) {
        return read(session -> session.operations().holds(claim));
    }

    final boolean update(Claim claim, OperationStatus status, boolean release) {
        return write(session -> session.operations().update(claim, status, release));
    }

    static OperationStatus status(OperationState state, Direction direction, Instant nextAt) {
        return new OperationStatus(
                state, direction, 0, 0, 0, nextAt, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
