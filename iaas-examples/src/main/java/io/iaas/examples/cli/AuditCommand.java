package io.iaas.examples.cli;

import io.iaas.ProjectView;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditQuery;
import io.iaas.audit.AuditService;
import io.iaas.identity.UserId;
import io.iaas.page.PageRequest;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Who did what. */
@Command(name = "audit", description = "Who did what, when, and how it went.", synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {
    @ParentCommand
    private IaasCommand root;

    @Command(
            name = "list",
            description = "List the newest entries of the project (see --project), for its administrators.")
    int list(
            @Option(names = "--user", paramLabel = "NAME", description = "Only what this user did; a name or an id.")
                    Optional<String> user,
            @Option(names = "--resource", paramLabel = "ID", description = "Only what was done to this resource.")
                    Optional<String> resource,
            @Option(names = "--action", paramLabel = "NAME", description = "Only this, such as vm.create.")
                    Optional<String> action,
            @Option(
                            names = "--from",
                            paramLabel = "TIME",
                            description = "Not before this, such as 2026-01-31T00:00:00Z.")
                    Optional<Instant> from,
            @Option(names = "--until", paramLabel = "TIME", description = "Before this only.") Optional<Instant> until,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "No more than so many, at most 1000 (default: ${DEFAULT-VALUE}).")
                    int limit,
            @Option(names = "--everywhere", description = "Of the whole installation, for who administers it.")
                    boolean everywhere) {
        return root.read(session -> {
            ProjectView view = session.view();
            AuditService audit = everywhere ? view.installationAudit() : view.audit();
            AuditQuery query = new AuditQuery(
                    Optional.empty(),
                    user.map(name -> userId(session, name)),
                    resource,
                    action.map(AuditAction::new),
                    from,
                    until);
            session.output()
                    .list(
                            audit.list(query, PageRequest.first(limit))
                                    .map(AuditView::of)
                                    .items(),
                            "at",
                            "actor",
                            "action",
                            "resource",
                            "role",
                            "outcome",
                            "error");
            return ExitCode.OK;
        });
    }

    private static UserId userId(Session session, String nameOrId) {
        return Session.uuid(nameOrId)
                .map(UserId::new)
                .orElseGet(() -> session.identity().users().get(nameOrId).id());
    }
}
