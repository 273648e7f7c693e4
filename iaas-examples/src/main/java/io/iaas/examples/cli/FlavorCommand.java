package io.iaas.examples.cli;

import io.iaas.compute.Flavor;
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

    @Command(name = "list", description = "List flavors by memory.")
    int list() {
        return root.read(session -> {
            session.output().list(session.view().flavors().list(), "name", "vcpus", "memoryMib", "diskGib");
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
