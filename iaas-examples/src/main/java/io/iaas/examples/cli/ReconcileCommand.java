package io.iaas.examples.cli;

import io.iaas.reconcile.DriftReport;
import io.iaas.reconcile.ReconcileService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Compares the records with the host. */
@Command(
        name = "reconcile",
        description = {
            "Compare the records with the host; change nothing unless told to.",
            "The exit code is 3 when something differs and was not put right."
        })
final class ReconcileCommand implements Callable<Integer> {
    private static final int DRIFT = 3;
    private static final Duration USUAL_GRACE = Duration.ofSeconds(60);

    @ParentCommand
    private IaasCommand root;

    @Spec
    private CommandSpec spec;

    @Option(names = "--repair", description = "Put right what needs no removal; no guest is started.")
    private boolean repair;

    @Option(names = "--reap", description = "Remove what is provably ours and wanted by no record, seen by two scans.")
    private boolean reap;

    @Option(
            names = "--grace",
            paramLabel = "D",
            description = "How long after the first scan the second one is made, such as 90s or 5m; 60s unless given.")
    private Optional<Duration> grace;

    @Override
    public Integer call() {
        if (repair && reap) {
            throw new ParameterException(spec.commandLine(), "give --repair or --reap, not both");
        }
        if (grace.isPresent() && (!reap || grace.get().isNegative())) {
            throw new ParameterException(spec.commandLine(), "--grace is a time for --reap to wait");
        }
        return repair || reap ? root.work(this::reconcile) : root.read(this::reconcile);
    }

    private int reconcile(Session session) {
        ReconcileService service = session.operated().reconcile();
        Duration wait = grace.orElse(USUAL_GRACE);
        if (reap) {
            session.output().note("the second scan follows in " + wait.toSeconds() + " s; nothing is removed before");
        }
        DriftReport report = reap ? service.reap(wait) : repair ? service.repair() : service.report();
        print(session.output(), DriftReportView.of(report));
        return report.clean() ? ExitCode.OK : DRIFT;
    }

    private static void print(Output output, DriftReportView report) {
        if (output.json()) {
            output.show(report);
            return;
        }
        if (!report.drifts().isEmpty()) {
            output.list(report.drifts(), "kind", "resource", "expected", "found", "cure", "action", "note");
        }
        output.text(report.scanned().words() + System.lineSeparator());
        report.breaker().ifPresent(why -> output.note("nothing was removed: " + why));
    }
}
