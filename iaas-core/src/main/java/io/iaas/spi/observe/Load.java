package io.iaas.spi.observe;

import io.iaas.operation.OperationState;
import java.util.Map;

/** What an instance has to do now. Safe for use by many threads. */
public interface Load {
    /** How many operations of one state are counted at most. */
    int MOST_COUNTED = 10_000;

    /** Returns how many operations may run at once in this process. Constant. */
    int workers();

    /** Returns how many run in this process now. Asks nobody. */
    int busyWorkers();

    /**
     * Counts the operations of the database, of whatever project and process, that are not terminal, by one statement.
     *
     * @return a number for each state that some are in; not more than {@link #MOST_COUNTED} are counted in all
     * @throws io.iaas.spi.repository.RepositoryException when the database does not answer
     */
    Map<OperationState, Integer> unfinishedOperations();
}
