package io.iaas.examples.cli;

import io.iaas.compute.Freshness;
import io.iaas.compute.VmOrder;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists machines. */
@Command(name = "list", description = "List machines with their live states.")
final class VmListCommand implements Callable<Integer> {
    @ParentCommand
    private VmCommand parent;

    @Option(names = "--label", paramLabel = "K=V", description = "Only machines with this label; may be repeated.")
    private Map<String, String> labels = Map.of();

    @Option(names = "--state", paramLabel = "S", description = "Only machines in this state: ${COMPLETION-CANDIDATES}.")
    private Optional<VmState> state;

    @Option(names = "--prefix", paramLabel = "P", description = "Only machines whose names begin so.")
    private Optional<String> prefix;

    @Option(
            names = "--expiring-within",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Only machines whose leases end within this time, such as 90s, 5m, 2h or 1d.")
    private Optional<Duration> expiringWithin;

    @Option(
            names = "--order",
            paramLabel = "O",
            defaultValue = "OLDEST_FIRST",
            description = "In this order: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} when not given.")
    private VmOrder order;

    @Option(names = "--recorded", description = "Tell what is recorded, and ask no host.")
    private boolean recorded;

    @Override
    public Integer call() {
        VmQuery query =
                new VmQuery(state, labels, prefix, Optional.empty(), expiringWithin.map(Instant.now()::plus), order);
        Freshness freshness = recorded ? Freshness.RECORDED : Freshness.LIVE;
        return parent.root().read(session -> {
            session.output()
                    .list(
                            Session.all(page -> session.view().compute().list(query, page, freshness), VmView::of),
                            "name",
                            "state",
                            "image",
                            "flavor",
                            "host",
                            "addresses",
                            "createdAt",
                            "expiresAt",
                            "id",
                            "reason");
            return ExitCode.OK;
        });
    }
}
