package io.iaas.internal.access;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditResource;
import io.iaas.internal.audit.Deed;
import io.iaas.quota.Quota;
import io.iaas.quota.QuotaDrift;
import io.iaas.quota.QuotaService;
import io.iaas.quota.QuotaUsage;
import java.util.List;
import java.util.Optional;

/** The quota of a project: its limits are the installation's affair. */
final class GuardedQuota implements QuotaService {
    /** A project has one, which is told by the entry's project. */
    private static final AuditResource QUOTA = new AuditResource("quota", Optional.empty(), Optional.empty());

    private final QuotaService quota;
    private final Guard guard;
    private final Permission toRead;

    GuardedQuota(QuotaService quota, Guard guard, Permission toRead) {
        this.quota = quota;
        this.guard = guard;
        this.toRead = toRead;
    }

    @Override
    public QuotaUsage usage() {
        guard.require(toRead);
        return quota.usage();
    }

    @Override
    public QuotaUsage set(Quota limits) {
        return guard.act(Permission.OPERATE, Deed.change(AuditAction.QUOTA_SET, QUOTA), () -> quota.set(limits));
    }

    @Override
    public List<QuotaDrift> drift() {
        guard.require(Permission.OPERATE);
        return quota.drift();
    }

    @Override
    public List<QuotaDrift> recount() {
        return guard.act(Permission.OPERATE, Deed.change(AuditAction.QUOTA_RECOUNT, QUOTA), quota::recount);
    }
}
