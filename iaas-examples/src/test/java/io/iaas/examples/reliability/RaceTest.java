package io.iaas.examples.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.compute.VmId;
import io.iaas.compute.VmSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes work on the same databases and hosts: each operation runs in one of them, once. */
class RaceTest {
    private static final int STAGES = 5;

    @TempDir
    private Path directory;

    @Test
    void eachOperationRunsOnceInOneOfTwoProcesses() throws IOException {
        Stage first = Stage.first(directory.resolve("first"));
        List<Stage> stages = IntStream.range(0, STAGES)
                .mapToObj(number -> first.copy("stage-" + number, Stage.LONG_LEASE))
                .toList();
        int before = first.records().rows("iaas_operation").size();
        int submitted = stages.stream().mapToInt(RaceTest::submit).sum();

        assertThat(race(stages)).isEqualTo(submitted);

        for (Stage stage : stages) {
            Records records = stage.records();
            assertThat(Invariants.violations(records, stage.inventory())).isEmpty();
            assertThat(records.rows("iaas_operation"))
                    .hasSize(before + submitted / STAGES)
                    .allSatisfy(operation -> {
                        assertThat(operation.text("state")).isEqualTo("SUCCEEDED");
                        assertThat(operation.text("attempts")).isEqualTo("1");
                        assertThat(operation.text("epoch")).isEqualTo("1");
                    });
        }
    }

    @Test
    void projectGoesOnceWhoeverLooksAfterIt() throws IOException {
        Stage first = Stage.first(directory.resolve("first"));
        List<Stage> stages = IntStream.range(0, STAGES)
                .mapToObj(number -> first.copy("stage-" + number, Stage.LONG_LEASE))
                .toList();
        stages.forEach(RaceTest::deleteProject);

        race(stages);

        for (Stage stage : stages) {
            Records records = stage.records();
            assertThat(Invariants.violations(records, stage.inventory())).isEmpty();
            assertThat(records.rows("iaas_project"))
                    .extracting(project -> project.text("name"))
                    .containsExactly("default");
            assertThat(records.rows("iaas_operation"))
                    .allSatisfy(operation -> assertThat(operation.text("state")).isEqualTo("SUCCEEDED"))
                    .filteredOn(operation -> operation.text("kind").equals("project.delete"))
                    .singleElement()
                    .satisfies(delete ->
                            assertThat(delete.text("attempts")).as("tries").isEqualTo("1"));
        }
    }

    private static void deleteProject(Stage stage) {
        try (Iaas iaas = stage.open(new Trail(point -> {}), 0)) {
            iaas.cascade()
                    .deleteProject(iaas.identity().projects().get(Stage.SHOP).id());
        }
    }

    /** Has two processes work until nothing is left to do, and returns how often they claimed an operation. */
    private int race(List<Stage> stages) throws IOException {
        Object[] directories = stages.stream().map(Stage::directory).toArray();
        try (ChildJvm one = new ChildJvm(Racer.class, directory.resolve("one.log"), directories);
                ChildJvm other = new ChildJvm(Racer.class, directory.resolve("other.log"), directories)) {
            assertThat(one.says()).contains("ready");
            assertThat(other.says()).contains("ready");
            one.tell();
            other.tell();
            return claims(one) + claims(other);
        }
    }

    private static int claims(ChildJvm process) throws IOException {
        return Integer.parseInt(process.says().orElseThrow().replace("claims ", ""));
    }

    /** Submits operations on several machines, and several on one, without a worker of this process. */
    private static int submit(Stage stage) {
        try (Iaas iaas = stage.open(new Trail(point -> {}), 0)) {
            VmId running = iaas.compute().get(Stage.RUNNING).id();
            VmId stopped = iaas.compute().get(Stage.STOPPED).id();
            for (int i = 0; i < 4; i++) {
                iaas.compute()
                        .create(VmSpec.named("fresh-" + i)
                                .image(Stage.IMAGE)
                                .flavor("tiny")
                                .build());
            }
            iaas.compute().pause(running);
            iaas.compute().resume(running);
            iaas.compute().rename(running, "renamed");
            iaas.compute().reset(running);
            iaas.compute().start(stopped);
            iaas.compute().delete(stopped);
            iaas.compute().delete(iaas.compute().get(Stage.PAUSED).id());
            iaas.images().delete(iaas.images().get(Stage.SPARE_IMAGE).id());
            return 12;
        }
    }
}
