package io.iaas.spi.repository;

import io.iaas.host.HostId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The ledger of what the library made on hosts: for volumes, the proof of ownership. */
public interface LedgerRepository {
    /** Adds a line, or replaces the one of the same resource, and notes the time. */
    void put(LedgerEntry entry);

    /** Returns the line of a resource, or empty. */
    Optional<LedgerEntry> find(ResourceKey resource);

    /** Returns the lines of an owner by the kind's name, then key, then host. */
    List<LedgerEntry> ownedBy(UUID ownerId);

    /** Returns all lines that are not ABSENT, in the same order. */
    List<LedgerEntry> live();

    /** Returns the lines of whatever kind that have this key on the host: those of resources of one name. */
    List<LedgerEntry> named(HostId host, String key);

    /**
     * Deletes the lines that have been ABSENT since before a time. Until then they prove that a resource which comes
     * back, by a late effect of a process that was taken for dead, was made by us.
     */
    void forgetAbsent(Instant before);
}
