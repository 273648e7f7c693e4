package io.iaas.examples.cli;

import io.iaas.image.ImageId;
import io.iaas.image.ImageService;
import io.iaas.operation.Operation;
import io.iaas.operation.SubmitOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The images. */
@Command(
        name = "image",
        description = "What machines boot from.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ImageImportCommand.class)
final class ImageCommand {
    @ParentCommand
    private IaasCommand root;

    IaasCommand root() {
        return root;
    }

    @Command(name = "list", description = "List images of the project in the order of creation.")
    int list(@Option(names = "--public", description = "List the public images of all projects.") boolean published) {
        return root.read(session -> {
            ImageService images = session.view().images();
            session.output()
                    .list(
                            Session.all(published ? images::listPublic : images::list, ImageView::of),
                            "name",
                            "state",
                            "firmware",
                            "sizeBytes",
                            "createdAt",
                            "id");
            return ExitCode.OK;
        });
    }

    @Command(name = "publish", description = "Let all projects use an image of the project.")
    int publish(@Parameters(paramLabel = "NAME", description = "The image's name or id.") String name) {
        return root.read(session -> {
            session.output().show(ImageView.of(session.view().images().publish(session.imageId(name))));
            return ExitCode.OK;
        });
    }

    @Command(name = "unpublish", description = "Make a public image the project's own again; machines keep it.")
    int unpublish(@Parameters(paramLabel = "NAME", description = "The image's name or id.") String name) {
        return root.read(session -> {
            session.output().show(ImageView.of(session.view().images().unpublish(session.imageId(name))));
            return ExitCode.OK;
        });
    }

    @Command(name = "show", description = "Show an image.")
    int show(@Parameters(paramLabel = "NAME", description = "The image's name or id.") String name) {
        return root.read(session -> {
            session.output().show(ImageView.of(session.image(name)));
            return ExitCode.OK;
        });
    }

    @Command(name = "delete", description = "Delete an image that no machine uses.")
    int delete(
            @Parameters(paramLabel = "NAME", description = "The image's name or id.") String name,
            @Mixin SubmitArguments submit) {
        SubmitOptions options = submit.options();
        return root.work(session -> {
            Operation<ImageId> delete = session.view().images().with(options).delete(session.imageId(name));
            session.await(delete);
            new OperationPrinter(session.output()).print(delete.info());
            return ExitCode.OK;
        });
    }
}
