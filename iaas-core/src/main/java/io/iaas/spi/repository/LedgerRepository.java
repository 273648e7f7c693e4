package io.iaas.spi.repository;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The ledger of what the library made on hosts: for volumes, the proof of ownership. */
public interface LedgerRepository {
    /** Adds a line, or replaces the one of the same resource. */
    void put(LedgerEntry entry);

    /** Returns the line of a resource, or empty. */
    Optional<LedgerEntry> find(ResourceKey resource);

    /** Returns the lines of an owner by the kind's name, then key, then host. */
    List<LedgerEntry> ownedBy(UUID ownerId);

    /** Returns all lines that are not ABSENT, in the same order. */
    List<LedgerEntry> live();

    /** Deletes the ABSENT lines of an owner that is itself gone. */
    void forget(UUID ownerId);
}
