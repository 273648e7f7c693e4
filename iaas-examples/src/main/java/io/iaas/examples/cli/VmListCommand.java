package io.iaas.examples.cli;

import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists machines. */
@Command(name = "list", description = "List machines in the order of creation, with their live states.")
final class VmListCommand implements Callable<Integer> {
    @ParentCommand
    private VmCommand parent;

    @Option(names = "--label", paramLabel = "K=V", description = "Only machines with this label; may be repeated.")
    private Map<String, String> labels = Map.of();

    @Option(names = "--state", paramLabel = "S", description = "Only machines in this state: ${COMPLETION-CANDIDATES}.")
    private Optional<VmState> state;

    @Override
    public Integer call() {
        VmQuery query = new VmQuery(state, labels, Optional.empty(), Optional.empty());
        return parent.root().read(session -> {
            session.output()
                    .list(
                            Session.all(page -> session.iaas().compute().list(query, page), VmView::of),
                            "name",
                            "state",
                            "image",
                            "flavor",
                            "host",
                            "addresses",
                            "createdAt",
                            "id");
            return ExitCode.OK;
        });
    }
}
