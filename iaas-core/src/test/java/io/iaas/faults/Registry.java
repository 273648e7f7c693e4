package io.iaas.faults;

import io.iaas.internal.cascade.DeleteProject;
import io.iaas.internal.compute.VmDefinitions;
import io.iaas.internal.engine.Definitions;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.image.ImageDefinitions;
import io.iaas.operation.OperationKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All kinds of operations with their steps: what the matrix is made from, and measured by. */
final class Registry {
    private static final List<OperationDefinition<?>> ALL = Stream.of(
                    VmDefinitions.all(), ImageDefinitions.all(), List.of(new DeleteProject()))
            .<OperationDefinition<?>>flatMap(List::stream)
            .toList();

    private Registry() {}

    static Definitions definitions() {
        return new Definitions(ALL);
    }

    static OperationDefinition<?> of(OperationKind kind) {
        return ALL.stream()
                .filter(definition -> definition.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** Every step of every kind, as {@code kind/step}. */
    static Set<String> steps() {
        return ALL.stream()
                .flatMap(definition -> definition.steps().stream().map(step -> definition.kind() + "/" + step.name()))
                .collect(Collectors.toSet());
    }
}
