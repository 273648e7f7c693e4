package io.iaas.internal.host;

import io.iaas.error.IaasException;
import io.iaas.host.Finding;
import io.iaas.host.HealthReport;
import io.iaas.identity.Project;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Looks for what is wrong with the database, the clock, the operations of the default project and the host. */
public final class Doctor {
    private static final int BLOCKED_NAMED = 5;
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(2);

    private final Repositories repositories;
    private final Hypervisor hypervisor;

    /** Looks after a database and a host. */
    public Doctor(Repositories repositories, Hypervisor hypervisor) {
        this.repositories = repositories;
        this.hypervisor = hypervisor;
    }

    /** Looks at everything. Never throws for the sake of what it looks at. */
    public HealthReport examine() {
        List<Finding> findings = new ArrayList<>(database());
        findings.addAll(hypervisor.diagnose());
        return new HealthReport(findings);
    }

    private List<Finding> database() {
        try {
            // A write unit proves that the lock can be had, not just that the file can be read.
            Instant theirs = repositories.write(session -> session.now());
            return List.of(Finding.ok("database", "answers and can be written"), clock(theirs), operations());
        } catch (IaasException e) {
            return List.of(Finding.error(
                    "database",
                    String.valueOf(e.getMessage()),
                    "end the process that holds the database, or free space where it lies"));
        }
    }

    private Finding operations() {
        List<StoredOperation> blocked = repositories
                .read(session -> session.operations()
                        .list(
                                Project.DEFAULT,
                                OperationQuery.all().inState(OperationState.UNDO_BLOCKED),
                                PageRequest.first(BLOCKED_NAMED + 1)))
                .items();
        if (blocked.isEmpty()) {
            return Finding.ok("operations", "none is blocked");
        }
        String named = blocked.stream()
                .limit(BLOCKED_NAMED)
                .map(each -> each.kind() + " of " + each.target() + " (" + each.id() + ")")
                .collect(Collectors.joining(", "));
        return Finding.warning(
                "operations",
                "blocked: " + named + (blocked.size() > BLOCKED_NAMED ? " and more" : ""),
                "look at the evidence of each; take away what blocks it and retry it, or abandon it");
    }

    private static Finding clock(Instant theirs) {
        Duration skew = Duration.between(theirs, Instant.now()).abs();
        return skew.compareTo(TOLERATED_SKEW) <= 0
                ? Finding.ok("clock", "this process and the database agree")
                : Finding.warning(
                        "clock",
                        "this process and the database differ by " + skew.toSeconds() + " s",
                        "let both machines take their time from the same source (NTP)");
    }
}
