package io.iaas.spi.repository;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The virtual machines of projects. The order of creation is that of the ids' unsigned bytes, the order of names that
 * of their characters. A page's key that is none is refused with {@link io.iaas.error.InvalidInputException}, here and
 * in all other lists.
 */
public interface VmRepository {
    /**
     * Adds a machine with its labels and interfaces, and counts what it takes of its project's quota.
     *
     * @throws io.iaas.error.ConflictException NAME_TAKEN
     * @throws io.iaas.quota.QuotaExceededException when the quota leaves no room; nothing is added and counted then
     */
    void insert(Vm vm);

    /**
     * Replaces a machine whose stored version is still the given one's, and counts the version up. All of name,
     * description, labels, state, host, interfaces and lease may change; the rest is kept.
     *
     * @return the machine with its new version
     * @throws io.iaas.error.ConflictException CONCURRENT_CHANGE when the stored version is another or the machine is
     *     gone; NAME_TAKEN
     */
    Vm update(Vm vm);

    /**
     * Returns what a stored machine is behind an {@link #update}, for those who implement it: what never changes is the
     * stored one's, all else the given one's.
     */
    static Vm updated(Vm stored, Vm vm) {
        return new Vm(
                stored.id(),
                stored.projectId(),
                vm.name(),
                vm.description(),
                vm.labels(),
                vm.state(),
                vm.stateReason(),
                stored.imageId(),
                stored.imageName(),
                stored.flavor(),
                vm.host(),
                vm.nics(),
                stored.createdAt(),
                vm.expiresAt(),
                vm.version() + 1);
    }

    /** Returns the machine of this id, or empty. */
    Optional<Vm> find(ProjectId project, VmId id);

    /** Returns the machine of this name, or empty. */
    Optional<Vm> findByName(ProjectId project, String name);

    /** Returns those of the ids, at most 1,000, that the project has a machine of, in one statement. */
    Set<VmId> known(ProjectId project, Set<VmId> ids);

    /**
     * Returns a page of the machines that fit the query, in its order and in a number of statements that does not depend
     * on theirs.
     */
    Page<Vm> list(ProjectId project, VmQuery query, PageRequest page);

    /** Returns how many machines fit the query. */
    long count(ProjectId project, VmQuery query);

    /**
     * Returns machines, of whatever project, whose leases end at a time or before and that are not
     * {@link io.iaas.compute.VmState#DELETING}: in the order of the ends, then of the ids. For the library itself, never
     * for a tenant. Called every second: where no machine has a lease it must cost no more than a look at an index.
     *
     * @param after the machine behind which to begin, as it was returned; empty to begin with the first
     * @param limit how many are returned at most
     */
    List<Vm> expired(Instant until, Optional<Vm> after, int limit);

    /** Returns the names of at most {@code limit} machines that were made from the image, in the order of the names. */
    List<String> namesUsing(ProjectId project, ImageId image, int limit);

    /** Returns how many machines of other projects were made from the image. */
    long countOthersUsing(ProjectId project, ImageId image);

    /**
     * Deletes a machine with its labels and interfaces, and gives back what it took of the quota; false when there is
     * none of this id, and nothing is given back then.
     */
    boolean delete(ProjectId project, VmId id);
}
