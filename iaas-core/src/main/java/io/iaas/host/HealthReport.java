package io.iaas.host;

import java.util.List;

/**
 * What {@code doctor} found.
 *
 * @param findings everything looked at, the good with the bad, in the order of the checks
 */
public record HealthReport(List<Finding> findings) {
    /** Copies the findings. */
    public HealthReport {
        findings = List.copyOf(findings);
    }

    /** Returns whether nothing was found that stops work. */
    public boolean healthy() {
        return findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
    }
}
