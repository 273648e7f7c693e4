package io.iaas;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.reconcile.Drift;
import io.iaas.reconcile.Drift.Kind;
import io.iaas.reconcile.DriftReport;

/** Repairs a cloud, at a moment later than all that was done to it. */
record Repairs(Cloud cloud) {
    DriftReport run() {
        cloud.passTheMoment();
        return cloud.iaas.reconcile().repair();
    }

    Drift only(Kind kind) {
        DriftReport report = run();
        assertThat(report.drifts()).singleElement().extracting(Drift::kind).isEqualTo(kind);
        return report.drifts().get(0);
    }

    void assertClean() {
        assertThat(run().drifts()).isEmpty();
    }
}
