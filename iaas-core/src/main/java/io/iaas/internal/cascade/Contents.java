package io.iaas.internal.cascade;

import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a project holds, all of it. */
final class Contents {
    private static final PageRequest FIRST = PageRequest.first(PageRequest.MAX_LIMIT);
    private static final List<OperationState> UNDER_WAY =
            List.of(OperationState.QUEUED, OperationState.RUNNING, OperationState.UNDOING);

    private Contents() {}

    static List<Vm> machines(RepositorySession session, ProjectId project) {
        return all(page -> session.vms().list(project, VmQuery.all(), page));
    }

    static List<Image> images(RepositorySession session, ProjectId project) {
        return all(page -> session.images().list(project, page));
    }

    static List<StoredOperation> blocked(RepositorySession session, ProjectId project) {
        OperationQuery blocked = OperationQuery.all().inState(OperationState.UNDO_BLOCKED);
        return all(page -> session.operations().list(project, blocked, page));
    }

    /** Returns whether somebody works, or will work, on an operation of the project. */
    static boolean moves(RepositorySession session, ProjectId project) {
        return UNDER_WAY.stream()
                .map(state -> OperationQuery.all().inState(state))
                .anyMatch(query -> newest(session, project, query).isPresent());
    }

    static Optional<StoredOperation> newest(RepositorySession session, ProjectId project, OperationQuery query) {
        return session.operations().list(project, query, PageRequest.first(1)).items().stream()
                .findFirst();
    }

    private static <T> List<T> all(Function<PageRequest, Page<T>> list) {
        List<T> all = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(FIRST);
        while (next.isPresent()) {
            Page<T> page = list.apply(next.get());
            all.addAll(page.items());
            next = page.next().map(FIRST::after);
        }
        return all;
    }
}
