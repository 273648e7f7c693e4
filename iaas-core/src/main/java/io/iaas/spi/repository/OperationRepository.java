package io.iaas.spi.repository;

import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The operations of projects, and who works on them. All times are the database's ({@link RepositorySession#now}). */
public interface OperationRepository {
    /**
     * Adds an operation with its input.
     *
     * @throws io.iaas.error.ConflictException IDEMPOTENCY_CONFLICT when the project used the key before
     */
    void insert(StoredOperation operation);

    /** Returns the operation of this id, or empty. */
    Optional<StoredOperation> find(ProjectId project, OperationId id);

    /** Returns the operation of this id, of whatever project: for the library itself, never for a tenant. */
    Optional<StoredOperation> find(OperationId id);

    /** Returns the operation that the project submitted under this key, or empty. */
    Optional<StoredOperation> findByIdempotencyKey(ProjectId project, String key);

    /** Returns a page of the operations that fit the query, the newest (greatest id) first. */
    Page<StoredOperation> list(ProjectId project, OperationQuery query, PageRequest page);

    /** Returns whether an operation on the target is not yet terminal, a blocked one included. */
    boolean targetBusy(UUID targetId);

    /**
     * Returns the targets, of whatever project, of the operations that are not yet terminal, blocked ones included, or
     * that settled at the given time or after it: those on which an operation was at work at some time since then.
     */
    Set<UUID> targetsBusySince(Instant since);

    /** Returns those of the operations, of whatever projects, that are there and have not {@linkplain OperationState#settled settled}. */
    Set<OperationId> unsettled(Set<OperationId> ids);

    /**
     * Counts the operations, of whatever project, that are in a state, by reading no more than are counted.
     *
     * @param state one that is not terminal; of others there are none
     * @param limit how many are counted at most
     */
    int countUnfinished(OperationState state, int limit);

    /**
     * Claims an operation of the given kinds that may run now: state QUEUED, RUNNING or UNDOING, without a lease or
     * with one that ended more than {@code grace} ago, {@code nextAt} reached, and its turn on its target: of those
     * that are not terminal it is the one that was begun (is not QUEUED) or, when there is none, the one of the least
     * id. Ids are made before the transaction that inserts them, so an earlier one may come in when a later one has
     * begun. Projects take turns: the first project with such an operation behind the given
     * one, in the order of their ids and from the last on to the first; within it the operation that waited longest (of
     * the earliest {@code nextAt}, then of the least id). Sets owner, lease and a new epoch, counts the attempt of its
     * direction, and turns QUEUED into RUNNING.
     *
     * @param node who claims
     * @param kinds what the node can run: pairs of kind and definition version
     * @param lease how long the claim holds without renewal
     * @param grace how long after a lease's end its operation may be taken over
     * @param after the project whose turn it was last; empty to begin with the first one
     * @return empty when there is nothing to do now
     */
    Optional<ClaimedOperation> claimNext(
            String node, Set<KindVersion> kinds, Duration lease, Duration grace, Optional<ProjectId> after);

    /**
     * A kind of operation with the version of its steps.
     *
     * @param kind the kind
     * @param definitionVersion the version of its steps
     */
    record KindVersion(OperationKind kind, int definitionVersion) {}

    /** Extends the leases of the claims that are still held to this long from now; returns those. */
    Collection<Claim> renew(Collection<Claim> claims, Duration lease);

    /** Returns whether the claim is still held: node and epoch are the stored ones, however long ago the lease ended. */
    boolean holds(Claim claim);

    /**
     * Writes an operation's status if the claim is still held. A time of a requested cancel that is stored already is
     * kept.
     *
     * @param release whether to give the claim back with it: owner and lease are cleared
     * @return false when the claim was lost; nothing was written then
     */
    boolean update(Claim claim, OperationStatus status, boolean release);

    /**
     * Writes the status of an operation that nobody works on, if its state is still the given one. A time of a
     * requested cancel that is stored already is kept.
     *
     * @return false when its state is another, somebody holds it, or there is none; nothing was written then
     */
    boolean change(OperationId id, OperationState from, OperationStatus status);

    /** Removes one value of an operation's input, such as user data that is needed no more. */
    void forgetInput(OperationId id, String name);

    /** Records that somebody wants the operation cancelled, once; false when it is terminal, blocked, undoing or not there. */
    boolean requestCancel(ProjectId project, OperationId id);

    /** Returns whether somebody wanted the operation cancelled; false when it is not there. */
    boolean cancelRequested(OperationId id);
}
