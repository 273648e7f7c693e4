package io.iaas.examples.cli;

import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.ProjectService;
import io.iaas.operation.Operation;
import io.iaas.operation.SubmitOptions;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The projects. */
@Command(name = "project", description = "Whose everything is.", synopsisSubcommandLabel = "COMMAND")
final class ProjectCommand {
    @ParentCommand
    private IaasCommand root;

    @Spec
    private CommandSpec spec;

    /** A project as the command line prints it. */
    record ProjectView(String id, String name, Project.State state, Instant createdAt) {
        static ProjectView of(Project project) {
            return new ProjectView(project.id().toString(), project.name(), project.state(), project.createdAt());
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
                    .list(
                            Session.all(session.identity().projects()::list, ProjectView::of),
                            "name",
                            "state",
                            "createdAt",
                            "id");
            return ExitCode.OK;
        });
    }

    @Command(name = "delete", description = "Delete an empty project with its past, or one with all that it holds.")
    int delete(
            @Parameters(paramLabel = "NAME", description = "The project's name.") String name,
            @Option(
                            names = "--cascade",
                            description =
                                    "Delete all machines, images and flavors in it, too; this cannot be taken back.")
                    boolean cascade,
            @Mixin SubmitArguments submit) {
        if (cascade) {
            return deleteWithContents(name, submit.options());
        }
        if (!submit.options().equals(SubmitOptions.none())) {
            throw new ParameterException(spec.commandLine(), "these options are for an operation: give --cascade");
        }
        return root.read(session -> {
            ProjectService projects = session.identity().projects();
            Project project = projects.get(name);
            projects.delete(project.id());
            session.output().show(ProjectView.of(project));
            return ExitCode.OK;
        });
    }

    private int deleteWithContents(String name, SubmitOptions options) {
        return root.work(session -> {
            ProjectId project = session.identity().projects().get(name).id();
            Operation<ProjectId> delete = session.view().cascade().with(options).deleteProject(project);
            session.await(delete);
            new OperationPrinter(session.output()).print(delete.info());
            return ExitCode.OK;
        });
    }
}
