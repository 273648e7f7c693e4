package io.iaas.examples.cli;

import io.iaas.host.Finding;
import io.iaas.host.HealthReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParentCommand;

/** Says what is wrong with the host and how to cure it. */
@Command(name = "doctor", description = "Say what is wrong with the host, and the cure.")
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private IaasCommand root;

    /** A report as the command line prints it. */
    record ReportView(boolean healthy, List<FindingView> findings) {}

    /** A finding as the command line prints it. */
    record FindingView(String severity, String subject, String observation, String cure) {
        static FindingView of(Finding finding) {
            return new FindingView(finding.severity().name(), finding.subject(), finding.observation(), finding.cure());
        }

        String words() {
            String line = "%-8s %s: %s%n".formatted(severity, subject, observation.replaceAll("\\s+", " "));
            return cure.isEmpty() ? line : line + "%-8s -> %s%n".formatted("", cure);
        }
    }

    @Override
    public Integer call() {
        return root.read(session -> {
            HealthReport report = session.operated().doctor();
            List<FindingView> findings =
                    report.findings().stream().map(FindingView::of).toList();
            if (session.output().json()) {
                session.output().show(new ReportView(report.healthy(), findings));
            } else {
                findings.forEach(finding -> session.output().text(finding.words()));
            }
            return report.healthy() ? ExitCode.OK : ExitCode.SOFTWARE;
        });
    }
}
