package io.iaas.spi.repository;

import java.util.UUID;

/**
 * A line of the ledger: something that the library made on a host, or is about to make.
 *
 * @param resource what and where
 * @param ownerId the virtual machine or image that it belongs to
 * @param state what is known of it
 */
public record LedgerEntry(ResourceKey resource, UUID ownerId, State state) {
    /** What is known of a resource. */
    public enum State {
        /** About to be made, or being made. */
        PLANNED,
        /** Made. */
        PRESENT,
        /** About to be removed, or being removed. */
        DELETING,
        /** Observed to be gone. */
        ABSENT
    }
}
