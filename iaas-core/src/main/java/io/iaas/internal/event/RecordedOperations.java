package io.iaas.internal.event;

import io.iaas.identity.ProjectId;
import io.iaas.internal.audit.Trail;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Claim;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.OperationRepository;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** The operations, of which is noted whose work it is, who asks for them and steps in, and which settle. */
final class RecordedOperations implements OperationRepository {
    private final RepositorySession session;
    private final Recording recording;
    private final Trail trail;

    RecordedOperations(RepositorySession session, Recording recording, Trail trail) {
        this.session = session;
        this.recording = recording;
        this.trail = trail;
    }

    @Override
    public void insert(StoredOperation operation) {
        operations().insert(operation);
        recording.by(operation.id());
        trail.submitted(operation);
    }

    @Override
    public boolean update(Claim claim, OperationStatus status, boolean release) {
        recording.by(claim.operation());
        return settling(claim.operation(), status, () -> operations().update(claim, status, release));
    }

    @Override
    public boolean change(OperationId id, OperationState from, OperationStatus status) {
        boolean changed = settling(id, status, () -> operations().change(id, from, status));
        return noted(id, changed);
    }

    private boolean noted(OperationId id, boolean changed) {
        if (changed) {
            trail.changed(id);
        }
        return changed;
    }

    private boolean settling(OperationId id, OperationStatus status, BooleanSupplier write) {
        Optional<StoredOperation> before =
                status.state().settled() ? operations().find(id) : Optional.empty();
        boolean written = write.getAsBoolean();
        before.filter(operation -> written).ifPresent(operation -> {
            recording.settled(operation, status.state().name());
            trail.settled(operation, status);
        });
        return written;
    }

    @Override
    public Optional<StoredOperation> find(ProjectId project, OperationId id) {
        return operations().find(project, id);
    }

    @Override
    public Optional<StoredOperation> find(OperationId id) {
        return operations().find(id);
    }

    @Override
    public Optional<StoredOperation> findByIdempotencyKey(ProjectId project, String key) {
        return operations().findByIdempotencyKey(project, key);
    }

    @Override
    public Page<StoredOperation> list(ProjectId project, OperationQuery query, PageRequest page) {
        return operations().list(project, query, page);
    }

    @Override
    public int countUnfinished(OperationState state, int limit) {
        return operations().countUnfinished(state, limit);
    }

    @Override
    public boolean targetBusy(UUID targetId) {
        return operations().targetBusy(targetId);
    }

    @Override
    public Set<UUID> targetsBusySince(Instant since) {
        return operations().targetsBusySince(since);
    }

    @Override
    public Set<OperationId> unsettled(Set<OperationId> ids) {
        return operations().unsettled(ids);
    }

    @Override
    public Optional<ClaimedOperation> claimNext(
            String node, Set<KindVersion> kinds, Duration lease, Duration grace, Optional<ProjectId> after) {
        return operations().claimNext(node, kinds, lease, grace, after);
    }

    @Override
    public Collection<Claim> renew(Collection<Claim> claims, Duration lease) {
        return operations().renew(claims, lease);
    }

    @Override
    public boolean holds(Claim claim) {
        return operations().holds(claim);
    }

    @Override
    public void forgetInput(OperationId id, String name) {
        operations().forgetInput(id, name);
    }

    @Override
    public boolean requestCancel(ProjectId project, OperationId id) {
        return noted(id, operations().requestCancel(project, id));
    }

    @Override
    public boolean cancelRequested(OperationId id) {
        return operations().cancelRequested(id);
    }

    private OperationRepository operations() {
        return session.operations();
    }
}
