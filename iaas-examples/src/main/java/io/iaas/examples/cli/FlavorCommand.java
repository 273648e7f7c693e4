package io.iaas.examples.cli;

import io.iaas.compute.Flavor;
import io.iaas.compute.FlavorService;
import io.iaas.name.ResourceName;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The flavors. */
@Command(name = "flavor", description = "Sizes of machines.", synopsisSubcommandLabel = "COMMAND")
final class FlavorCommand {
    @ParentCommand
    private IaasCommand root;

    @Command(name = "list", description = "List flavors that the project may use by memory.")
    int list(@Option(names = "--public", description = "List the public flavors of all projects.") boolean published) {
        return root.read(session -> {
            FlavorService flavors = session.view().flavors();
            session.output()
                    .list(published ? flavors.listPublic() : flavors.list(), "name", "vcpus", "memoryMib", "diskGib");
            return ExitCode.OK;
        });
    }

    @Command(name = "create", description = "Add a flavor.")
    int create(
            @Parameters(paramLabel = "NAME", description = "The name to give.") String name,
            @Option(
                            names = "--vcpus",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Processors, 1 unless given.")
                    int vcpus,
            @Option(names = "--memory-mib", paramLabel = "N", required = true, description = "Memory in MiB.")
                    int memoryMib,
            @Option(
                            names = "--disk-gib",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "The root disk's size in GiB; 0 keeps the image's.")
                    int diskGib) {
        Flavor flavor = new Flavor(name, vcpus, memoryMib, diskGib);
        return root.read(session -> {
            session.output().show(session.view().flavors().create(flavor));
            return ExitCode.OK;
        });
    }

    @Command(name = "publish", description = "Let all projects use a flavor of the project.")
    int publish(@Parameters(paramLabel = "NAME", description = "The flavor's name.") String name) {
        return root.read(session -> {
            session.output().show(session.view().flavors().publish(name));
            return ExitCode.OK;
        });
    }

    @Command(name = "unpublish", description = "Make a public flavor the project's own again.")
    int unpublish(@Parameters(paramLabel = "NAME", description = "The flavor's name.") String name) {
        return root.read(session -> {
            session.output().show(session.view().flavors().unpublish(name));
            return ExitCode.OK;
        });
    }

    @Command(name = "delete", description = "Delete a flavor; machines of it keep their size.")
    int delete(@Parameters(paramLabel = "NAME", description = "The flavor's name.") String name) {
        ResourceName.check("flavor", name);
        return root.read(session -> {
            Flavor flavor = session.view().flavors().get(name);
            session.view().flavors().delete(name);
            session.output().show(flavor);
            return ExitCode.OK;
        });
    }
}
