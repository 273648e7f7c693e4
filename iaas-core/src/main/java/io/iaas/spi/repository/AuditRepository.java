package io.iaas.spi.repository;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditQuery;
import io.iaas.error.ErrorCode;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * The audit trail. Entries are added, and forgotten when they are old; there is no way to change one. They outlive the
 * project, the user and the resource that they name. Numbers grow in the order of commits.
 */
public interface AuditRepository {
    /** How long an entry stays at least. */
    Duration LEAST_AGE = Duration.ofDays(1);

    /** Adds an entry at the time of the unit of work. */
    void append(AuditDraft draft);

    /**
     * Returns a page of the entries that fit the query, the newest (greatest number) first.
     *
     * @throws io.iaas.error.InvalidInputException when the page's key is no number
     */
    Page<AuditEntry> list(AuditQuery query, PageRequest page);

    /**
     * Counts an actor's entries of outcome FAILED or DENIED with this error, by reading no more than are counted.
     *
     * @param since the earliest time of those that count
     * @param limit how many are counted at most
     */
    int countRefusals(Actor actor, ErrorCode error, Instant since, int limit);

    /**
     * Forgets the entries of before a time. Those younger than {@link #LEAST_AGE} stay in any case.
     *
     * @return how many were forgotten
     */
    int forget(Instant before);
}
