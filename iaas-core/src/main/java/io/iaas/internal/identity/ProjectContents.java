package io.iaas.internal.identity;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmOrder;
import io.iaas.compute.VmQuery;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.RepositorySession;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a project holds, in words: a few of each kind by name, operations by id. */
final class ProjectContents {
    private static final int NAMED = 5;
    private static final PageRequest FIRST = PageRequest.first(NAMED + 1);

    private ProjectContents() {}

    /** Returns what must go before the project can; empty when nothing. */
    static String of(RepositorySession session, ProjectId project) {
        Stream<String> machines =
                session.vms().list(project, VmQuery.all().orderedBy(VmOrder.NAME), FIRST).items().stream()
                        .map(Vm::name);
        Stream<String> images =
                session.images().list(project, FIRST).items().stream().map(Image::name);
        Stream<String> flavors = session.flavors().list(project).stream().map(Flavor::name);
        return Stream.of(
                        words("VMs", machines),
                        words("images", images),
                        words("flavors", flavors),
                        words("operations that have not ended:", operations(session, project)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static Stream<String> operations(RepositorySession session, ProjectId project) {
        return Arrays.stream(OperationState.values())
                .filter(state -> !state.terminal())
                .flatMap(state ->
                        session.operations().list(project, OperationQuery.all().inState(state), FIRST).items().stream())
                .map(operation -> operation.id().toString());
    }

    private static String words(String kind, Stream<String> names) {
        List<String> some = names.limit(NAMED + 1).toList();
        if (some.isEmpty()) {
            return "";
        }
        return kind + " " + String.join(", ", some.subList(0, Math.min(some.size(), NAMED)))
                + (some.size() > NAMED ? " and more" : "");
    }
}
