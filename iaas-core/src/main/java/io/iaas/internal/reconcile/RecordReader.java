package io.iaas.internal.reconcile;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.internal.compute.Redefinition;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.hypervisor.OwnerTag;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the records that concern a host, after it was looked at, within one unit of work. */
final class RecordReader {
    private final Hypervisor hypervisor;
    private final ResourceNames names;

    RecordReader(Hypervisor hypervisor, ResourceNames names) {
        this.hypervisor = hypervisor;
        this.names = names;
    }

    /** Reads everything. */
    Records whole(RepositorySession session, Instant lookedSince, Inventory seen) {
        List<ProjectId> projects = projects(session);
        List<Vm> vms = projects.stream()
                .flatMap(project -> all(page -> session.vms().list(project, VmQuery.all(), page)).stream())
                .toList();
        List<Image> images = projects.stream()
                .flatMap(project -> all(page -> session.images().list(project, page)).stream())
                .toList();
        Set<UUID> used = vms.stream().map(vm -> vm.imageId().value()).collect(Collectors.toSet());
        return records(
                session, lookedSince, seen, vms, images, used, session.ledger().live());
    }

    /** Reads what concerns one machine or image. */
    Records of(RepositorySession session, Instant lookedSince, Inventory seen, UUID owner) {
        List<ProjectId> projects = projects(session);
        List<Vm> vms = projects.stream()
                .flatMap(project -> session.vms().find(project, new VmId(owner)).stream())
                .toList();
        ImageId image = new ImageId(owner);
        List<Image> images = projects.stream()
                .flatMap(project -> session.images().find(project, image).stream())
                .toList();
        boolean used = projects.stream()
                .anyMatch(
                        project -> !session.vms().namesUsing(project, image, 1).isEmpty());
        return records(
                session,
                lookedSince,
                seen,
                vms,
                images,
                used ? Set.of(owner) : Set.of(),
                session.ledger().ownedBy(owner));
    }

    private Records records(
            RepositorySession session,
            Instant lookedSince,
            Inventory seen,
            List<Vm> vms,
            List<Image> images,
            Set<UUID> used,
            List<LedgerEntry> lines) {
        Map<UUID, Vm> vmsById =
                vms.stream().collect(Collectors.toMap(vm -> vm.id().value(), Function.identity()));
        return new Records(
                session.now(),
                vmsById,
                images.stream().collect(Collectors.toMap(image -> image.id().value(), Function.identity())),
                used,
                session.operations().targetsBusySince(lookedSince),
                lines(session, seen, lines),
                late(session, seen, vmsById));
    }

    private static List<ProjectId> projects(RepositorySession session) {
        return session.projects().list().stream().map(Project::id).toList();
    }

    private static <T> List<T> all(Function<PageRequest, Page<T>> list) {
        List<T> items = new ArrayList<>();
        PageRequest first = PageRequest.first(PageRequest.MAX_LIMIT);
        Page<T> page = list.apply(first);
        items.addAll(page.items());
        while (page.next().isPresent()) {
            page = list.apply(first.after(page.next().get()));
            items.addAll(page.items());
        }
        return items;
    }

    /** Beside the given lines, those of what was seen under a name of ours and is in none of them: tombstones. */
    private Map<ResourceKey, LedgerEntry> lines(RepositorySession session, Inventory seen, List<LedgerEntry> given) {
        Map<ResourceKey, LedgerEntry> lines = new HashMap<>();
        given.stream().filter(this::visible).forEach(line -> lines.put(line.resource(), line));
        Set<String> known = lines.keySet().stream().map(ResourceKey::key).collect(Collectors.toSet());
        Stream.concat(seen.names().stream(), seen.files().stream())
                .filter(name -> names.covers(name) && !known.contains(name))
                .flatMap(name -> session.ledger().named(hypervisor.hostId(), name).stream())
                .filter(this::visible)
                .forEach(line -> lines.put(line.resource(), line));
        return lines;
    }

    /** What another host has, or what this driver cannot see, is not judged. */
    boolean visible(LedgerEntry line) {
        return line.resource().host().equals(hypervisor.hostId())
                && (line.resource().kind() != ResourceKey.Kind.CONSOLE_LOG || Inventory.keepsLogs(hypervisor));
    }

    private Set<UUID> late(RepositorySession session, Inventory seen, Map<UUID, Vm> vms) {
        return seen.domains().values().stream()
                .filter(domain -> vms.containsKey(domain.uuid()))
                .filter(domain -> !journalled(session, domain))
                .map(ObservedDomain::uuid)
                .collect(Collectors.toSet());
    }

    /** Returns whether the operation that a domain names has recorded that it defined one under that very claim. */
    private static boolean journalled(RepositorySession session, ObservedDomain domain) {
        Optional<OwnerTag> tag = domain.owner();
        return tag.isPresent()
                && session.steps().list(new OperationId(tag.get().operationId())).stream()
                        .anyMatch(step -> Redefinition.defines(step)
                                && step.state() == JournalStep.State.DONE
                                && step.epoch() == tag.get().epoch());
    }
}
