package io.iaas.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.image.ImageSpec;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.reconcile.Drift;
import io.iaas.reconcile.Drift.Kind;
import io.iaas.reconcile.DriftReport;
import io.iaas.reconcile.ReapLimit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that was restored from a backup knows less than the host, and kills nothing for that. */
class RestoredBackupTest {
    private static final ReapLimit NO_LIMIT = new ReapLimit(1000, 1);

    @TempDir
    private Path directory;

    private final SimulatedHost host = SimulatedHost.builder().build();
    private Path database = Path.of("");
    private Path backup = Path.of("");

    @BeforeEach
    void makeBackupAndGoOn() throws IOException {
        database = directory.resolve("iaas.db");
        backup = directory.resolve("backup.db");
        try (Iaas iaas = open(database)) {
            importImage(iaas, "old-image");
            create(iaas, "old", "old-image");
            create(iaas, "removed-later", "old-image");
            iaas.compute()
                    .delete(create(iaas, "removed-before", "old-image").id())
                    .await();
        }
        Files.copy(database, backup);
        try (Iaas iaas = open(database)) {
            importImage(iaas, "new-image");
            create(iaas, "new", "new-image");
            create(iaas, "new-on-old", "old-image");
            iaas.compute().delete(iaas.compute().get("removed-later").id()).await();
        }
    }

    private Iaas open(Path file) {
        return Iaas.builder()
                .repositories(MyBatisRepositories.sqlite(file))
                .hypervisor(SimulatedHypervisor.connect(host))
                .build();
    }

    private static void importImage(Iaas iaas, String name) {
        iaas.images()
                .importImage(ImageSpec.disk(name, new ByteArrayInputStream(new byte[4096])))
                .await();
    }

    private static Vm create(Iaas iaas, String name, String image) {
        return iaas.compute()
                .create(VmSpec.named(name).image(image).flavor("tiny").build())
                .await();
    }

    @Test
    void nothingThatWasMadeAfterTheBackupIsTouched() {
        HostSnapshot before = host.snapshot();

        try (Iaas restored = open(backup)) {
            restored.reconcile().repair();
            DriftReport report = restored.reconcile().reap(Duration.ZERO, NO_LIMIT);

            assertThat(host.snapshot()).isEqualTo(before);
            assertThat(report.of(Kind.UNKNOWN))
                    .as("two machines of four things each, and an image")
                    .hasSize(9);
            assertThat(report.of(Kind.MISSING_DOMAIN))
                    .as("what was deleted after the backup")
                    .hasSize(1);
            assertThat(report.of(Kind.MISSING_VOLUME)).hasSize(3);
            assertThat(report.drifts()).hasSize(13).allSatisfy(drift -> {
                assertThat(drift.cure()).isEqualTo(Drift.Cure.OPERATOR);
                assertThat(drift.outcome()).isEqualTo(Drift.Outcome.REPORTED);
            });
        }
        try (Iaas current = open(database)) {
            assertThat(current.reconcile().report().drifts()).isEmpty();
        }
    }

    @Test
    void machinesThatAreGoneCanBeDeletedAndTheUnknownStay() {
        HostSnapshot before = host.snapshot();

        try (Iaas restored = open(backup)) {
            restored.compute()
                    .delete(restored.compute().get("removed-later").id())
                    .await();

            assertThat(restored.reconcile().repair().drifts())
                    .hasSize(9)
                    .allSatisfy(drift -> assertThat(drift.kind()).isEqualTo(Kind.UNKNOWN));
        }
        assertThat(host.snapshot()).isEqualTo(before);
    }
}
