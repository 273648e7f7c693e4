package io.iaas.spi.repository;

import io.iaas.operation.OperationId;

/**
 * A worker's right to an operation. It is lost when another node claims the operation, which counts the epoch up.
 *
 * @param operation the operation
 * @param node the node that holds it
 * @param epoch the claim's number for this operation, from 1
 */
public record Claim(OperationId operation, String node, long epoch) {
    private static final long FIRST = 1;

    /** Returns whether nobody has worked on the operation before. */
    public boolean isFirst() {
        return epoch == FIRST;
    }
}
