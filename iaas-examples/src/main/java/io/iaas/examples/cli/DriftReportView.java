package io.iaas.examples.cli;

import io.iaas.reconcile.Drift;
import io.iaas.reconcile.DriftReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A report of what differs, as the command line prints it. */
record DriftReportView(
        Instant time, boolean clean, ScannedView scanned, List<DriftView> drifts, Optional<String> breaker) {

    /** What was looked at. */
    record ScannedView(int domains, int volumes, int owned, int vms, int images, int busy) {
        String words() {
            return "looked at %d domains and %d volumes, %d of both ours, of %d VMs and %d images, %d of them busy"
                    .formatted(domains, volumes, owned, vms, images, busy);
        }
    }

    /** A difference. */
    record DriftView(
            String kind,
            String host,
            String resource,
            Optional<String> ownerId,
            String expected,
            String found,
            String cure,
            String action,
            String note) {
        static DriftView of(Drift drift) {
            return new DriftView(
                    drift.kind().name(),
                    drift.host().toString(),
                    drift.resource().toString(),
                    drift.ownerId().map(UUID::toString),
                    drift.expected(),
                    drift.found(),
                    drift.cure().name(),
                    drift.outcome().action().name(),
                    drift.outcome().note());
        }
    }

    static DriftReportView of(DriftReport report) {
        DriftReport.Scanned scanned = report.scanned();
        return new DriftReportView(
                report.time(),
                report.clean(),
                new ScannedView(
                        scanned.domains(),
                        scanned.volumes(),
                        scanned.owned(),
                        scanned.vms(),
                        scanned.images(),
                        scanned.busy()),
                report.drifts().stream().map(DriftView::of).toList(),
                report.breaker());
    }
}
