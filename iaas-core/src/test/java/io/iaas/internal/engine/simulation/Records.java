package io.iaas.internal.engine.simulation;

import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.quota.ResourceAmounts;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the database holds, at one moment. */
record Records(
        List<Project> projects,
        List<Vm> vms,
        List<Image> images,
        List<StoredOperation> operations,
        List<StepRecord> steps,
        List<LedgerEntry> ledger,
        Map<ProjectId, ResourceAmounts> charged) {
    private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

    /** Returns the machines and images with a blocked operation, behind which others wait for an operator. */
    Set<UUID> blocked() {
        return operations.stream()
                .filter(operation -> operation.status().state() == OperationState.UNDO_BLOCKED)
                .map(operation -> operation.target().id())
                .collect(Collectors.toSet());
    }

    /** Returns the operations that somebody must still work on. */
    List<StoredOperation> open() {
        Set<UUID> blocked = blocked();
        return operations.stream()
                .filter(operation -> !operation.status().state().settled()
                        && !blocked.contains(operation.target().id()))
                .toList();
    }

    static Records of(Repositories database) {
        return database.read(session -> {
            List<Project> projects = session.projects().list();
            List<StoredOperation> operations =
                    of(projects, id -> session.operations().list(id, OperationQuery.all(), ALL));
            return new Records(
                    projects,
                    of(projects, id -> session.vms().list(id, VmQuery.all(), ALL)),
                    of(projects, id -> session.images().list(id, ALL)),
                    operations,
                    operations.stream()
                            .flatMap(operation -> session.steps().list(operation.id()).stream())
                            .toList(),
                    session.ledger().live(),
                    projects.stream()
                            .collect(Collectors.toMap(
                                    Project::id,
                                    project -> session.identity()
                                            .quotas()
                                            .usage(project.id())
                                            .used())));
        });
    }

    private static <T> List<T> of(List<Project> projects, Function<ProjectId, Page<T>> list) {
        return projects.stream()
                .flatMap(project -> list.apply(project.id()).items().stream())
                .toList();
    }
}
