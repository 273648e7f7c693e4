package io.iaas.internal.access;

import io.iaas.quota.Quota;
import io.iaas.quota.QuotaDrift;
import io.iaas.quota.QuotaService;
import io.iaas.quota.QuotaUsage;
import java.util.List;

/** The quota of a project: its limits are the installation's affair. */
final class GuardedQuota implements QuotaService {
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
        guard.require(Permission.OPERATE);
        return quota.set(limits);
    }

    @Override
    public List<QuotaDrift> drift() {
        guard.require(Permission.OPERATE);
        return quota.drift();
    }

    @Override
    public List<QuotaDrift> recount() {
        guard.require(Permission.OPERATE);
        return quota.recount();
    }
}
