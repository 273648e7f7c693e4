package io.iaas.examples.cli;

import io.iaas.image.ImageId;
import io.iaas.operation.Operation;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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

    @Command(name = "list", description = "List images in the order of creation.")
    int list() {
        return root.read(session -> {
            session.output()
                    .list(
                            Session.all(session.iaas().images()::list, ImageView::of),
                            "name",
                            "state",
                            "firmware",
                            "sizeBytes",
                            "createdAt",
                            "id");
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
    int delete(@Parameters(paramLabel = "NAME", description = "The image's name or id.") String name) {
        return root.work(session -> {
            Operation<ImageId> delete =
                    session.iaas().images().delete(session.image(name).id());
            session.await(delete);
            session.output().show(OperationView.of(delete.info()));
            return ExitCode.OK;
        });
    }
}
