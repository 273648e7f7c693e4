package io.iaas.internal.engine;

import io.iaas.operation.OperationKind;
import io.iaas.spi.repository.OperationRepository;
import io.iaas.spi.repository.StoredOperation;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of operations that this version can run. */
public final class Definitions {
    private final Map<OperationRepository.KindVersion, OperationDefinition<?>> byVersion = new HashMap<>();

    /** Registers the definitions. */
    public Definitions(Collection<OperationDefinition<?>> definitions) {
        for (OperationDefinition<?> definition : definitions) {
            if (byVersion.put(definition.kindVersion(), definition) != null) {
                throw new IllegalArgumentException("two definitions of " + definition.kindVersion());
            }
        }
    }

    Set<OperationRepository.KindVersion> kindVersions() {
        return Set.copyOf(byVersion.keySet());
    }

    Optional<OperationDefinition<?>> find(StoredOperation operation) {
        return Optional.ofNullable(
                byVersion.get(new OperationRepository.KindVersion(operation.kind(), operation.definitionVersion())));
    }

    /** Returns the newest definition of a kind. */
    OperationDefinition<?> newest(OperationKind kind) {
        return byVersion.values().stream()
                .filter(definition -> definition.kind().equals(kind))
                .max(Comparator.comparingInt(OperationDefinition::version))
                .orElseThrow(() -> new IllegalStateException("no definition of " + kind));
    }
}
