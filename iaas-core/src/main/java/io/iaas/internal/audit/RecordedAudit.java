package io.iaas.internal.audit;

import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditQuery;
import io.iaas.audit.AuditService;
import io.iaas.identity.ProjectId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Repositories;
import java.util.List;
import java.util.Optional;

/**
 * The audit trail as it is recorded.
 *
 * @param repositories the database
 * @param scope the only project whose entries are there; empty for the whole installation
 */
public record RecordedAudit(Repositories repositories, Optional<ProjectId> scope) implements AuditService {
    @Override
    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
        if (scope.isPresent() && query.project().isPresent() && !query.project().equals(scope)) {
            return new Page<>(List.of(), Optional.empty());
        }
        AuditQuery scoped = scope.map(query::inProject).orElse(query);
        return repositories.read(session -> session.audit().list(scoped, page));
    }
}
