package io.iaas.examples.cli;

import io.iaas.identity.Project;
import io.iaas.identity.ProjectService;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The projects. */
@Command(name = "project", description = "Whose everything is.", synopsisSubcommandLabel = "COMMAND")
final class ProjectCommand {
    @ParentCommand
    private IaasCommand root;

    /** A project as the command line prints it. */
    record ProjectView(String id, String name, Instant createdAt) {
        static ProjectView of(Project project) {
            return new ProjectView(project.id().toString(), project.name(), project.createdAt());
        }
    }

    @Command(name = "create", description = "Create an empty project.")
    int create(@Parameters(paramLabel = "NAME", description = "The name to give.") String name) {
        return root.read(session -> {
            session.output().show(ProjectView.of(session.identity().projects().create(name)));
            return ExitCode.OK;
        });
    }

    @Command(name = "list", description = "List projects in the order of creation.")
    int list() {
        return root.read(session -> {
            session.output()
                    .list(Session.all(session.identity().projects()::list, ProjectView::of), "name", "createdAt", "id");
            return ExitCode.OK;
        });
    }

    @Command(name = "delete", description = "Delete an empty project with its past.")
    int delete(@Parameters(paramLabel = "NAME", description = "The project's name.") String name) {
        return root.read(session -> {
            ProjectService projects = session.identity().projects();
            Project project = projects.get(name);
            projects.delete(project.id());
            session.output().show(ProjectView.of(project));
            return ExitCode.OK;
        });
    }
}
