package io.iaas.internal.reconcile;

import io.iaas.compute.VmId;
import io.iaas.host.HostId;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.reconcile.Drift;
import io.iaas.reconcile.DriftReport;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.ResourceKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a host has beside what the records say of it: all of it, or what concerns one machine or image. The host was
 * looked at first and the records were read afterwards, so that an operation that was at work meanwhile is known.
 *
 * @param host the host
 * @param names how our resources are named
 * @param since when the look at the host began, by the database's clock
 * @param inventory what the host has
 * @param records what the records say
 * @param offIsGone whether the host keeps nothing of a domain that is off
 */
record Survey(
        HostId host, ResourceNames names, Instant since, Inventory inventory, Records records, boolean offIsGone) {
    /** Returns what differs, in the order of kinds and names. */
    List<Drift> drifts() {
        return Stream.of(DomainDrifts.of(this), FileDrifts.of(this), AbsenceDrifts.of(this))
                .flatMap(stream -> stream)
                .sorted(Comparator.comparing(Drift::kind)
                        .thenComparing(drift -> drift.resource().type())
                        .thenComparing(drift -> drift.resource().name()))
                .toList();
    }

    /** Returns the same drift as it looks here, if it is one here. */
    Optional<Drift> find(Drift drift) {
        return drifts().stream().filter(drift::same).findFirst();
    }

    DriftReport.Scanned scanned() {
        return new DriftReport.Scanned(
                inventory.domains().size(),
                inventory.files().size(),
                owned(),
                records.vms().size(),
                records.images().size(),
                records.busy().size());
    }

    /** Returns how many things on the host are provably ours. */
    int owned() {
        long domains =
                inventory.domains().values().stream().filter(this::isOurs).count();
        long files = inventory.files().stream()
                .filter(name -> OwnFile.of(names, name)
                        .flatMap(file -> line(file.kind(), name))
                        .isPresent())
                .count();
        return (int) (domains + files);
    }

    /** Returns whether a domain is provably ours: by mark, name and UUID, and by a line of the ledger. */
    boolean isOurs(ObservedDomain domain) {
        return isMeant(domain) && line(ResourceKey.Kind.DOMAIN, domain.name()).isPresent();
    }

    /** Returns whether a domain has mark, name and UUID of a machine of ours. */
    boolean isMeant(ObservedDomain domain) {
        return domain.is(names.domain(new VmId(domain.uuid())));
    }

    /** Returns the domain of a machine; empty when there is none, or one that is not ours. */
    Optional<ObservedDomain> domainOf(UUID machine) {
        return inventory.domain(machine).filter(this::isMeant);
    }

    /** Returns what a machine's domain does; empty when it is missing. */
    Optional<DomainState> stateOf(UUID machine) {
        return domainOf(machine)
                .map(ObservedDomain::state)
                .or(() -> offIsGone ? Optional.of(DomainState.OFF) : Optional.empty());
    }

    Optional<LedgerEntry> line(ResourceKey.Kind kind, String name) {
        return records.line(new ResourceKey(kind, host, name));
    }

    /** Returns whether the host has what a line of the ledger speaks of. */
    boolean sees(LedgerEntry line) {
        return line.resource().kind() == ResourceKey.Kind.DOMAIN
                ? domainOf(line.ownerId()).isPresent()
                : inventory.files().contains(line.resource().key());
    }

    boolean busy(UUID owner) {
        return records.busy().contains(owner);
    }

    Drift drift(
            Drift.Kind kind,
            Drift.Resource resource,
            Optional<UUID> owner,
            String expected,
            String found,
            Drift.Cure cure) {
        return new Drift(kind, host, resource, owner, expected, found, cure, Drift.Outcome.REPORTED);
    }

    static Drift.Resource resource(ResourceKey.Kind kind, String name) {
        return new Drift.Resource(Drift.ResourceType.valueOf(kind.name()), name);
    }
}
