package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.iaas.compute.VmState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Test classes that were run by JUnit from within a test.
 *
 * @param summary what came of it
 * @param skipped why what was left out was left out
 */
record InnerRun(TestExecutionSummary summary, List<String> skipped) {
    static InnerRun of(Class<?>... classes) {
        return with(Map.of(), classes);
    }

    static InnerRun with(Map<String, String> parameters, Class<?>... classes) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        List<String> skipped = Collections.synchronizedList(new ArrayList<>());
        TestExecutionListener skips = new TestExecutionListener() {
            @Override
            public void executionSkipped(TestIdentifier test, String reason) {
                skipped.add(reason);
            }
        };
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(Arrays.stream(classes)
                                        .map(type -> selectClass(type))
                                        .toList())
                                .configurationParameters(parameters)
                                .build(),
                        summary,
                        skips);
        return new InnerRun(summary.getSummary(), List.copyOf(skipped));
    }

    /** All passed, and each machine that they saw was running. */
    void assertPassed(int tests) {
        assertThat(summary.getFailures())
                .extracting(TestExecutionSummary.Failure::getException)
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(tests);
        assertThat(Sightings.all())
                .allSatisfy(sight -> assertThat(sight.state()).isEqualTo(VmState.RUNNING));
    }

    String failures() {
        return summary.getFailures().stream()
                .map(failure -> String.valueOf(failure.getException().getMessage()))
                .collect(Collectors.joining());
    }
}
