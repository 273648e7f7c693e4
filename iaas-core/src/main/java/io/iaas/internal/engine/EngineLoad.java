package io.iaas.internal.engine;

import io.iaas.operation.OperationState;
import io.iaas.spi.observe.Load;
import io.iaas.spi.repository.Repositories;

/**
 * What an engine has to do.
 *
 * @param workers how many operations it runs at once
 * @param engine the engine
 * @param repositories its database
 */
public record EngineLoad(int workers, OperationEngine engine, Repositories repositories) implements Load {
    @Override
    public int busyWorkers() {
        return engine.busyWorkers();
    }

    @Override
    public int unfinishedOperations(OperationState state) {
        return repositories.read(session -> session.operations().countUnfinished(state, MOST_COUNTED));
    }
}
