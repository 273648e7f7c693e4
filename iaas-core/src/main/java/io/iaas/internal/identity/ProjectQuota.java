package io.iaas.internal.identity;

import io.iaas.identity.ProjectId;
import io.iaas.quota.Quota;
import io.iaas.quota.QuotaDrift;
import io.iaas.quota.QuotaResource;
import io.iaas.quota.QuotaService;
import io.iaas.quota.QuotaUsage;
import io.iaas.quota.ResourceAmounts;
import io.iaas.spi.repository.QuotaRepository;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.List;
import java.util.stream.Stream;

/** The quota of one project, as it is recorded. */
final class ProjectQuota implements QuotaService {
    private final ProjectId project;
    private final Repositories repositories;

    ProjectQuota(ProjectId project, Repositories repositories) {
        this.project = project;
        this.repositories = repositories;
    }

    @Override
    public QuotaUsage usage() {
        return repositories.read(session -> quotas(session).usage(project));
    }

    @Override
    public QuotaUsage set(Quota quota) {
        return repositories.write(session -> {
            quotas(session).limit(project, quota);
            return quotas(session).usage(project);
        });
    }

    @Override
    public List<QuotaDrift> drift() {
        return repositories.read(this::drift);
    }

    @Override
    public List<QuotaDrift> recount() {
        return repositories.write(session -> {
            List<QuotaDrift> drift = drift(session);
            if (!drift.isEmpty()) {
                quotas(session).charge(project, quotas(session).held(project));
            }
            return drift;
        });
    }

    private List<QuotaDrift> drift(RepositorySession session) {
        ResourceAmounts charged = quotas(session).usage(project).used();
        ResourceAmounts held = quotas(session).held(project);
        return Stream.of(QuotaResource.values())
                .filter(resource -> charged.of(resource) != held.of(resource))
                .map(resource -> new QuotaDrift(resource, charged.of(resource), held.of(resource)))
                .toList();
    }

    private QuotaRepository quotas(RepositorySession session) {
        RegisteredProjects.stored(session, project);
        return session.identity().quotas();
    }
}
