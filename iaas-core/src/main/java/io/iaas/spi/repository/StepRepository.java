package io.iaas.spi.repository;

import io.iaas.operation.OperationId;
import java.util.List;

/** The steps of operations. Writers hold the operation's claim and check it in the same unit of work. */
public interface StepRepository {
    /**
     * Adds a step, or replaces the one of the same operation and sequence number.
     *
     * @throws IllegalStateException when there is no such operation
     */
    void put(StepRecord step);

    /** Returns an operation's steps in the order of their sequence numbers. */
    List<StepRecord> list(OperationId operation);
}
