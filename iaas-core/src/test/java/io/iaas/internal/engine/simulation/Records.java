package io.iaas.internal.engine.simulation;

import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.identity.Project;
import io.iaas.image.Image;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.PageRequest;
import io.iaas.quota.ResourceAmounts;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the database holds, at one moment. */
record Records(
        List<Vm> vms,
        List<Image> images,
        List<StoredOperation> operations,
        List<StepRecord> steps,
        List<LedgerEntry> ledger,
        ResourceAmounts charged) {
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
            List<StoredOperation> operations = session.operations()
                    .list(Project.DEFAULT, OperationQuery.all(), ALL)
                    .items();
            return new Records(
                    session.vms().list(Project.DEFAULT, VmQuery.all(), ALL).items(),
                    session.images().list(Project.DEFAULT, ALL).items(),
                    operations,
                    operations.stream()
                            .flatMap(operation -> session.steps().list(operation.id()).stream())
                            .toList(),
                    session.ledger().live(),
                    session.identity().quotas().usage(Project.DEFAULT).used());
        });
    }
}
