package io.iaas.examples.cli;

import io.iaas.error.NotFoundException;
import io.iaas.identity.Membership;
import io.iaas.identity.PermissionDeniedException;
import io.iaas.identity.Role;
import io.iaas.identity.UserId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The roles of users in the project. */
@Command(
        name = "role",
        description = "What users may do in the project (see --project).",
        synopsisSubcommandLabel = "COMMAND")
final class RoleCommand {
    private static final String USER = "The user's name, or id: who does not administer the installation must give the"
            + " id of a user who is no member.";

    @ParentCommand
    private IaasCommand root;

    /** A membership as the command line prints it. */
    record MembershipView(String project, String user, String userId, String role) {
        static MembershipView of(Membership membership) {
            return new MembershipView(
                    membership.project().name(),
                    membership.userName(),
                    membership.userId().toString(),
                    membership.role().name());
        }
    }

    @Command(name = "assign", description = "Give a user a role, in place of the one there is.")
    int assign(
            @Parameters(paramLabel = "USER", description = USER) String user,
            @Parameters(paramLabel = "ROLE", description = "One of ${COMPLETION-CANDIDATES}.") Role role) {
        return root.read(session -> {
            session.output().show(MembershipView.of(session.view().members().assign(userId(session, user), role)));
            return ExitCode.OK;
        });
    }

    @Command(name = "revoke", description = "Take a user's role away.")
    int revoke(@Parameters(paramLabel = "USER", description = USER) String user) {
        return root.read(session -> {
            session.view().members().revoke(userId(session, user));
            session.output().note(user + " is no member any more");
            return ExitCode.OK;
        });
    }

    @Command(name = "list", description = "List the members of the project, or the projects of a user.")
    int list(
            @Option(names = "--user", paramLabel = "NAME", description = "List the roles of this user in all projects.")
                    Optional<String> user) {
        return root.read(session -> {
            List<MembershipView> views = user.map(name -> ofUser(session, name)).orElseGet(() -> members(session));
            session.output().list(views, "project", "user", "role", "userId");
            return ExitCode.OK;
        });
    }

    private static List<MembershipView> members(Session session) {
        return Session.all(session.view().members()::list, MembershipView::of);
    }

    private static List<MembershipView> ofUser(Session session, String name) {
        UserId id = session.identity().users().get(name).id();
        return session.identity().projects().of(id).stream()
                .map(MembershipView::of)
                .toList();
    }

    private static UserId userId(Session session, String nameOrId) {
        return members(session).stream()
                .filter(member -> member.user().equals(nameOrId))
                .findFirst()
                .map(member -> UserId.parse(member.userId()))
                .or(() -> Session.uuid(nameOrId).map(UserId::new))
                .orElseGet(() -> anybody(session, nameOrId));
    }

    private static UserId anybody(Session session, String name) {
        try {
            return session.identity().users().get(name).id();
        } catch (PermissionDeniedException e) {
            throw new NotFoundException("member", name);
        }
    }
}
