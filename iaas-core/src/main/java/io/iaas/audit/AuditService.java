package io.iaas.audit;

import io.iaas.page.Page;
import io.iaas.page.PageRequest;

/**
 * The audit trail of a project, or of the whole installation. Each change is told of by the transaction that made it;
 * nobody changes an entry. Safe for use by many threads.
 */
public interface AuditService {
    /**
     * Lists the entries that fit, the newest first.
     *
     * @throws io.iaas.error.InvalidInputException when the page's key is not the {@code next} of another page
     */
    Page<AuditEntry> list(AuditQuery query, PageRequest page);
}
