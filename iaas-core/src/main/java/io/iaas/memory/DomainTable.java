package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.DomainEvent;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The domains of a simulated host. Guarded by the host's lock. */
final class DomainTable {
    private final Map<UUID, SimulatedDomain> byUuid = new LinkedHashMap<>();
    private final Map<String, SimulatedDomain> byName = new LinkedHashMap<>();
    /** Those whose guests do something by themselves when their time comes. */
    private final Set<SimulatedDomain> awake = new LinkedHashSet<>();
    /** When the first of them does. A host may have thousands of guests, and is looked at many times before. */
    private long nextAt;

    private final List<SimulatedDomain> ended = new ArrayList<>();
    private final Consumer<DomainEvent> news;
    private final VolumeUsers users;

    DomainTable(Consumer<DomainEvent> news, VolumeUsers users) {
        this.news = news;
        this.users = users;
    }

    Collection<SimulatedDomain> all() {
        return byUuid.values();
    }

    Stream<SimulatedDomain> live() {
        return all().stream().filter(SimulatedDomain::live);
    }

    void add(SimulatedDomain domain) {
        if (byUuid.containsKey(domain.uuid()) || byName.containsKey(domain.name())) {
            throw new IllegalArgumentException("there is a domain of this name or UUID: " + domain.name());
        }
        domain.tell(event -> {
            news.accept(event);
            if (domain.isEphemeral() && !domain.live()) {
                ended.add(domain);
            }
        });
        domain.countIn(users);
        byUuid.put(domain.uuid(), domain);
        byName.put(domain.name(), domain);
    }

    /** Removes the ephemeral domains that have ended. */
    void sweep() {
        ended.forEach(this::remove);
        ended.clear();
    }

    void remove(SimulatedDomain domain) {
        domain.run().ifPresent(run -> users.end(run.spec()));
        byUuid.remove(domain.uuid());
        byName.remove(domain.name());
        awake.remove(domain);
    }

    /** Notes that something was done to a domain, of which more may come by itself. */
    void touched(SimulatedDomain domain, long now) {
        long rest = domain.restsFor(now);
        if (rest < Long.MAX_VALUE) {
            boolean first = awake.isEmpty() || now + rest - nextAt < 0;
            nextAt = first ? now + rest : nextAt;
            awake.add(domain);
        }
    }

    /** Lets all guests do what they would have done by now. */
    void settle(long now) {
        if (awake.isEmpty() || now - nextAt < 0) {
            return;
        }
        long rest = Long.MAX_VALUE;
        for (SimulatedDomain domain : List.copyOf(awake)) {
            long each = domain.settle(now);
            if (each == Long.MAX_VALUE) {
                awake.remove(domain);
            }
            rest = Math.min(rest, each);
        }
        nextAt = now + rest;
    }

    Optional<SimulatedDomain> find(UUID uuid) {
        return Optional.ofNullable(byUuid.get(uuid));
    }

    /** Returns whichever domain has the UUID or the name. */
    Optional<SimulatedDomain> find(DomainRef ref) {
        return find(ref.vmId().value()).or(() -> Optional.ofNullable(byName.get(ref.name())));
    }

    /** Returns our domain, or none; fails when UUID or name belong to another one. */
    Optional<SimulatedDomain> ours(DomainRef ref) {
        Optional<SimulatedDomain> found = find(ref);
        if (found.filter(domain -> !domain.is(ref)).isPresent()) {
            throw HypervisorException.foreign(ref.toString());
        }
        return found;
    }

    SimulatedDomain present(DomainRef ref) {
        return ours(ref).orElseThrow(() -> new HypervisorException(ErrorCode.NOT_FOUND, ref + " does not exist", ""));
    }
}
