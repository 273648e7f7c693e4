package io.iaas.internal.access;

import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditQuery;
import io.iaas.audit.AuditService;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;

/** The audit trail, for those who may read it. */
final class GuardedAudit implements AuditService {
    private final AuditService audit;
    private final Guard guard;
    private final Permission toRead;

    GuardedAudit(AuditService audit, Guard guard, Permission toRead) {
        this.audit = audit;
        this.guard = guard;
        this.toRead = toRead;
    }

    @Override
    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
        guard.require(toRead);
        return audit.list(query, page);
    }
}
