package io.iaas.internal.reconcile;

import io.iaas.compute.VmId;
import io.iaas.error.ErrorCode;
import io.iaas.reconcile.Drift;
import io.iaas.reconcile.ReapLimit;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.ResourceKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Removes what is ours and nobody wants. No operation can come between the look and the removal: there is no record
 * that one could be submitted on, and ids are never used again.
 */
final class Reap {
    private final Repositories repositories;
    private final Hypervisor hypervisor;
    private final Treatment treatment;

    Reap(Repositories repositories, Hypervisor hypervisor, Treatment treatment) {
        this.repositories = repositories;
        this.hypervisor = hypervisor;
        this.treatment = treatment;
    }

    /**
     * What was done.
     *
     * @param drifts all of them, those that were treated with what was done
     * @param breaker why nothing was removed although something might have been
     */
    record Result(List<Drift> drifts, Optional<String> breaker) {}

    /**
     * Removes what is to be removed: domains first, since they use volumes, and image files last, since disks lie on
     * them.
     *
     * @param outlasted tells what has been seen for long enough
     * @param owned how much on the host is ours
     */
    Result of(List<Drift> drifts, Predicate<Drift> outlasted, ReapLimit limit, int owned) {
        List<Drift> ripe = drifts.stream()
                .filter(drift -> drift.cure() == Drift.Cure.REAP && outlasted.test(drift))
                .sorted(Comparator.comparing(drift -> drift.resource().type()))
                .toList();
        Optional<String> breaker = limit.allows(ripe.size(), owned)
                ? Optional.empty()
                : Optional.of("nothing was removed: it would be " + ripe.size() + " of the " + owned
                        + " resources that are ours, and the limit is " + limit);
        Map<Drift, Drift> treated = new HashMap<>();
        ripe.forEach(drift -> treated.put(
                drift,
                breaker.map(why -> drift.with(Drift.Action.REFUSED, why))
                        .orElseGet(() -> treatment.of(drift, this::remove))));
        return new Result(
                drifts.stream()
                        .map(drift -> treated.getOrDefault(drift, waiting(drift)))
                        .toList(),
                breaker);
    }

    private static Drift waiting(Drift drift) {
        return drift.cure() == Drift.Cure.REAP
                ? drift.with(Drift.Action.REFUSED, "it has not been seen for long enough")
                : drift;
    }

    private Drift remove(Drift drift, Survey now) {
        UUID owner = drift.ownerId().orElseThrow();
        ResourceKey resource = new ResourceKey(
                ResourceKey.Kind.valueOf(drift.resource().type().name()),
                drift.host(),
                drift.resource().name());
        if (resource.kind() == ResourceKey.Kind.DOMAIN) {
            return gone(drift, resource, owner, removeDomain(now.names().domain(new VmId(owner))));
        }
        Optional<ObservedDomain> user =
                now.inventory().domains().values().stream().findFirst();
        return user.map(domain ->
                        drift.with(Drift.Action.REFUSED, "domain " + domain.name() + " is there and may use it"))
                .orElseGet(() -> gone(drift, resource, owner, removeFile(resource)));
    }

    private boolean removeDomain(DomainRef ref) {
        try {
            hypervisor.power().powerOff(ref);
            hypervisor.domains().undefine(ref);
        } catch (HypervisorException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
        }
        return hypervisor.domains().find(ref).isEmpty();
    }

    private boolean removeFile(ResourceKey file) {
        VolumeName name = new VolumeName(file.key());
        if (file.kind() == ResourceKey.Kind.CONSOLE_LOG) {
            hypervisor.consoles().delete(name);
        } else {
            hypervisor.volumes().delete(name);
        }
        return !Inventory.exists(hypervisor, file);
    }

    private Drift gone(Drift drift, ResourceKey resource, UUID owner, boolean observed) {
        if (!observed) {
            return drift.with(Drift.Action.FAILED, "it is still there although its removal succeeded");
        }
        return repositories.write(session -> {
            session.ledger().put(new LedgerEntry(resource, owner, LedgerEntry.State.ABSENT));
            return drift.with(Drift.Action.REAPED, "removed");
        });
    }
}
