package io.iaas.internal.feed;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.internal.compute.EphemeralGuests;
import io.iaas.internal.compute.LiveState;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.DomainEvent;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.hypervisor.StateReason;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Looks at machines and has their records say what the host says. First the records are read, then the host is asked,
 * and only those records are written that are still the same and on which no operation was at work since: what an
 * operation records is never overwritten by what was seen before it.
 */
final class Look {
    private final Repositories repositories;
    private final Hypervisor hypervisor;
    private final ResourceNames names;

    Look(Repositories repositories, Hypervisor hypervisor, ResourceNames names) {
        this.repositories = repositories;
        this.hypervisor = hypervisor;
        this.names = names;
    }

    /** Records as they were read, and the machines that must be looked at later. */
    private record Read(Instant at, List<Vm> quiet, Set<UUID> busy) {}

    /** A machine whose host says something else than its record. */
    private record Sight(Vm vm, VmState state, String reason) {}

    /**
     * What a look at a page of machines left.
     *
     * @param later those that cannot be judged yet
     * @param next where the next page begins
     */
    record Paged(Set<UUID> later, Optional<String> next) {}

    /**
     * Looks at machines, of which some may not exist.
     *
     * @return those that cannot be judged yet, because an operation is at work on them
     */
    Set<UUID> at(Map<UUID, Matter> machines) {
        return judge(repositories.read(session -> read(session, machines)), machines);
    }

    /** Looks at a page of a project's machines, but for some. */
    Paged at(ProjectId project, PageRequest request, Set<UUID> except) {
        List<Optional<String>> next = new ArrayList<>();
        Read read = repositories.read(session -> {
            Page<Vm> page = session.vms().list(project, VmQuery.all(), request);
            next.add(page.next());
            Set<UUID> all = session.operations().targetsBusySince(session.now());
            List<Vm> vms = page.items().stream()
                    .filter(vm -> !except.contains(vm.id().value()))
                    .toList();
            return new Read(
                    session.now(),
                    vms.stream()
                            .filter(vm -> here(vm) && !all.contains(vm.id().value()))
                            .toList(),
                    vms.stream()
                            .map(vm -> vm.id().value())
                            .filter(all::contains)
                            .collect(Collectors.toSet()));
        });
        return new Paged(judge(read, Map.of()), next.get(0));
    }

    private Set<UUID> judge(Read read, Map<UUID, Matter> machines) {
        Set<UUID> later = new HashSet<>(read.busy());
        List<Sight> sights = read.quiet().isEmpty() ? List.of() : sights(read.quiet(), machines);
        if (!sights.isEmpty()) {
            later.addAll(repositories.write(session -> record(session, read.at(), sights)));
        }
        return later;
    }

    private Read read(RepositorySession session, Map<UUID, Matter> machines) {
        List<Project> projects = session.projects().list();
        List<Vm> quiet = new ArrayList<>();
        Set<UUID> busy = new HashSet<>();
        machines.forEach((id, matter) -> {
            if (session.operations().targetBusy(id)) {
                busy.add(id);
            } else {
                projects.stream()
                        .flatMap(project -> session.vms().find(project.id(), new VmId(id)).stream())
                        .filter(vm -> here(vm) && !says(vm, matter))
                        .forEach(quiet::add);
            }
        });
        return new Read(session.now(), quiet, busy);
    }

    private boolean here(Vm vm) {
        return vm.state().observable() && vm.host().equals(Optional.of(hypervisor.hostId()));
    }

    /** A record that says what the host told last needs no look. */
    private static boolean says(Vm vm, Matter matter) {
        return matter.news()
                && matter.told()
                        .filter(event -> LiveState.of(event.state()) == vm.state())
                        .isPresent();
    }

    private List<Sight> sights(List<Vm> vms, Map<UUID, Matter> machines) {
        Map<UUID, DomainState> states = EphemeralGuests.states(
                hypervisor, vms.stream().map(vm -> vm.id().value()).collect(Collectors.toSet()));
        Map<UUID, Sight> sights = new HashMap<>();
        for (Vm vm : vms) {
            UUID id = vm.id().value();
            Optional.ofNullable(states.get(id))
                    .filter(state -> LiveState.of(state) != vm.state())
                    .flatMap(state ->
                            sight(vm, Optional.ofNullable(machines.get(id)).flatMap(Matter::told)))
                    .ifPresent(sight -> sights.put(id, sight));
        }
        return List.copyOf(sights.values());
    }

    /** Looks at one machine closely: a domain that is not ours says nothing about it. */
    private Optional<Sight> sight(Vm vm, Optional<DomainEvent> told) {
        DomainRef ref = names.domain(vm.id());
        Optional<ObservedDomain> found = hypervisor.domains().find(ref);
        if (found.isEmpty() && EphemeralGuests.on(hypervisor)) {
            StateReason reason = told.map(DomainEvent::reason).orElse(StateReason.UNKNOWN);
            return Optional.of(new Sight(vm, VmState.STOPPED, reason.words()));
        }
        return found.filter(domain -> domain.is(ref) && LiveState.of(domain.state()) != vm.state())
                .map(domain -> new Sight(
                        vm, LiveState.of(domain.state()), reason(domain, told).words()));
    }

    /** Where the host does not say why, what it told may. */
    private static StateReason reason(ObservedDomain domain, Optional<DomainEvent> told) {
        return domain.reason() != StateReason.UNKNOWN
                ? domain.reason()
                : told.filter(event -> event.state() == domain.state())
                        .map(DomainEvent::reason)
                        .orElse(StateReason.UNKNOWN);
    }

    private static Set<UUID> record(RepositorySession session, Instant since, List<Sight> sights) {
        Set<UUID> busy = session.operations().targetsBusySince(since);
        Set<UUID> later = new HashSet<>();
        for (Sight sight : sights) {
            Vm seen = sight.vm();
            Optional<Vm> same = session.vms()
                    .find(seen.projectId(), seen.id())
                    .filter(vm -> vm.version() == seen.version()
                            && !busy.contains(seen.id().value()));
            same.ifPresentOrElse(
                    vm -> session.vms().update(vm.withState(sight.state(), sight.reason())),
                    () -> later.add(seen.id().value()));
        }
        return later;
    }
}
