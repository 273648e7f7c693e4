package io.iaas.spi.observe;

import io.iaas.operation.OperationState;

/** What an instance has to do now. Safe for use by many threads. */
public interface Load {
    /** How many operations are counted at most. */
    int MOST_COUNTED = 10_000;

    /** Returns how many operations may run at once in this process. Constant. */
    int workers();

    /** Returns how many run in this process now. Asks nobody. */
    int busyWorkers();

    /**
     * Counts the operations of the database in a state, of whatever project and process, up to {@link #MOST_COUNTED}, by
     * one statement that reads no others.
     *
     * @param state one that is not terminal; of others there are none
     * @throws io.iaas.spi.repository.RepositoryException when the database does not answer
     */
    int unfinishedOperations(OperationState state);
}
