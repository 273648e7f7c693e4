package io.iaas.memory;

import io.iaas.audit.AuditEntry;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.event.Event;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.operation.OperationId;
import io.iaas.quota.QuotaUsage;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.StepRecord;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One state of the database. A unit of work changes a copy of its own; a published state is never changed. Keys are
 * texts of a scope and a name with a separator that sorts before everything else.
 */
final class Tables {
    private static final char SEPARATOR = '\0';
    private static final char BEHIND_SEPARATOR = '\1';

    SortedTree<Project> projects = SortedTree.empty();
    SortedTree<Project> projectNames = SortedTree.empty();
    SortedTree<Flavor> flavors = SortedTree.empty();
    SortedTree<Image> images = SortedTree.empty();
    SortedTree<Image> imageNames = SortedTree.empty();
    SortedTree<Vm> vms = SortedTree.empty();
    SortedTree<Vm> vmNames = SortedTree.empty();
    /** Those with a lease that are not going away, by its end and their id. */
    SortedTree<Vm> vmLeases = SortedTree.empty();

    SortedTree<HeldOperation> operations = SortedTree.empty();
    /** By project and id. */
    SortedTree<OperationId> operationsOf = SortedTree.empty();
    /** By project and idempotency key. */
    SortedTree<OperationId> operationKeys = SortedTree.empty();
    /** Those not terminal, by target and id. */
    SortedTree<OperationId> unfinished = SortedTree.empty();
    /** Those that somebody works on or shall work on, by project, next time and id. */
    SortedTree<OperationId> queue = SortedTree.empty();

    SortedTree<StepRecord> steps = SortedTree.empty();
    SortedTree<LedgerEntry> ledger = SortedTree.empty();
    /** By owner, kind, key and host. */
    SortedTree<LedgerEntry> ledgerOf = SortedTree.empty();
    /** When the lines were put, as the ledger's own order has them. */
    SortedTree<Instant> ledgerTimes = SortedTree.empty();

    /** By number. */
    SortedTree<Event> events = SortedTree.empty();
    /** By project and number. */
    SortedTree<Event> eventsOf = SortedTree.empty();

    /** By number. */
    SortedTree<AuditEntry> audit = SortedTree.empty();

    long newestAudit;
    long newestEvent;
    long forgottenEvent;
    /** The owners of public flavors, by name. */
    SortedTree<ProjectId> publicFlavors = SortedTree.empty();
    /** The keys of public images, by name. */
    SortedTree<String> publicImages = SortedTree.empty();

    /** By project; one that nothing was ever counted for and nobody limited has none. */
    SortedTree<QuotaUsage> quotas = SortedTree.empty();

    IdentityTables identity = new IdentityTables();

    Tables copy() {
        Tables copy = new Tables();
        copy.projects = projects;
        copy.projectNames = projectNames;
        copy.flavors = flavors;
        copy.images = images;
        copy.imageNames = imageNames;
        copy.vms = vms;
        copy.vmNames = vmNames;
        copy.vmLeases = vmLeases;
        copy.operations = operations;
        copy.operationsOf = operationsOf;
        copy.operationKeys = operationKeys;
        copy.unfinished = unfinished;
        copy.queue = queue;
        copy.steps = steps;
        copy.ledger = ledger;
        copy.ledgerOf = ledgerOf;
        copy.ledgerTimes = ledgerTimes;
        copy.events = events;
        copy.eventsOf = eventsOf;
        copy.audit = audit;
        copy.newestAudit = newestAudit;
        copy.newestEvent = newestEvent;
        copy.forgottenEvent = forgottenEvent;
        copy.publicFlavors = publicFlavors;
        copy.publicImages = publicImages;
        copy.quotas = quotas;
        copy.identity = identity.copy();
        return copy;
    }

    /** Returns what all keys in a scope begin with. */
    static String scope(Object scope) {
        return scope.toString() + SEPARATOR;
    }

    /** Returns what all keys in a scope come before, and all keys in later scopes behind. */
    static String behind(Object scope) {
        return scope.toString() + BEHIND_SEPARATOR;
    }

    static String key(Object scope, Object name) {
        return scope(scope) + name;
    }

    /** Returns a key that sorts as its number does. */
    static String key(long number) {
        return String.format(Locale.ROOT, "%019d", number);
    }

    /** Refuses a record of a project that there is none of, as a foreign key would. */
    void requireProject(ProjectId id) {
        if (!projects.contains(id.toString())) {
            throw new IllegalStateException("project " + id + " does not exist");
        }
    }

    /** Refuses to take a project away that something is in, as a foreign key would. */
    void requireEmpty(ProjectId id) {
        AtomicBoolean empty = new AtomicBoolean(true);
        images.ascend(scope(id), "", image -> empty.getAndSet(false));
        vms.ascend(scope(id), "", vm -> empty.getAndSet(false));
        flavors.ascend(scope(id), "", flavor -> empty.getAndSet(false));
        unfinished.ascend(
                "",
                "",
                operation -> !operations
                                .get(operation.toString())
                                .filter(held -> held.operation().projectId().equals(id))
                                .isPresent()
                        || empty.getAndSet(false));
        if (!empty.get()) {
            throw new IllegalStateException("project " + id + " is not empty");
        }
    }
}
