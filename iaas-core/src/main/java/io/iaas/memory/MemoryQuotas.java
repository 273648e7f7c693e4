package io.iaas.memory;

import io.iaas.identity.ProjectId;
import io.iaas.quota.Quota;
import io.iaas.quota.QuotaUsage;
import io.iaas.quota.ResourceAmounts;
import io.iaas.spi.repository.QuotaRepository;
import java.util.ArrayList;
import java.util.List;

final class MemoryQuotas implements QuotaRepository {
    private final MemorySession session;

    MemoryQuotas(MemorySession session) {
        this.session = session;
    }

    @Override
    public QuotaUsage usage(ProjectId project) {
        return usage(session.tables(), project);
    }

    @Override
    public void limit(ProjectId project, Quota quota) {
        put(project, new QuotaUsage(quota, usage(project).used()));
    }

    @Override
    public ResourceAmounts held(ProjectId project) {
        List<ResourceAmounts> rows = new ArrayList<>();
        session.tables().vms.ascend(Tables.scope(project), "", vm -> rows.add(QuotaRepository.of(vm)));
        session.tables().images.ascend(Tables.scope(project), "", image -> rows.add(IMAGE));
        return rows.stream().reduce(ResourceAmounts.none(), ResourceAmounts::plus);
    }

    @Override
    public void charge(ProjectId project, ResourceAmounts used) {
        put(project, new QuotaUsage(usage(project).quota(), used));
    }

    private void put(ProjectId project, QuotaUsage usage) {
        Tables tables = session.changing();
        tables.requireProject(project);
        put(tables, project, usage);
    }

    /** Takes what a new row needs, or refuses it. */
    static void take(Tables tables, ProjectId project, ResourceAmounts asked) {
        QuotaUsage usage = usage(tables, project);
        usage.refusal(asked).ifPresent(refusal -> {
            throw refusal;
        });
        put(tables, project, new QuotaUsage(usage.quota(), usage.used().plus(asked)));
    }

    /** Gives back what a row took that is gone. */
    static void giveBack(Tables tables, ProjectId project, ResourceAmounts taken) {
        QuotaUsage usage = usage(tables, project);
        put(tables, project, new QuotaUsage(usage.quota(), usage.used().minus(taken)));
    }

    private static QuotaUsage usage(Tables tables, ProjectId project) {
        return tables.quotas.get(project.toString()).orElse(QuotaUsage.none());
    }

    private static void put(Tables tables, ProjectId project, QuotaUsage usage) {
        tables.quotas = tables.quotas.put(project.toString(), usage);
    }
}
