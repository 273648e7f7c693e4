package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.VmId;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.Hypervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReconcileCommandTest {
    private Path database;
    private String machine = "";

    @BeforeEach
    void createAMachine(@TempDir Path directory) throws IOException {
        database = BlankImage.importedIn(directory);
        machine = Invocation.json(database, 0, "vm", "create", "web", "--image", "blank", "--flavor", "tiny")
                .path("id")
                .asString();
    }

    private JsonNode reconcile(int code, String... more) {
        String[] args = new String[1 + more.length];
        args[0] = "reconcile";
        System.arraycopy(more, 0, args, 1, more.length);
        return Invocation.json(database, code, args);
    }

    /** Does something to the machine's domain past the library. */
    private void behindItsBack(BiConsumer<Hypervisor, DomainRef> work) throws SQLException {
        String installation =
                Rows.query(database, "SELECT id FROM iaas_installation").get(0).get(0);
        try (Hypervisor hypervisor = new Place(Optional.of(database), Place.SIMULATED, Optional.empty()).openHost()) {
            work.accept(
                    hypervisor,
                    new DomainRef(
                            new VmId(UUID.fromString(machine)), "iaas-" + installation + "-" + machine, installation));
        }
    }

    @Test
    void zeroSaysThatNothingDiffers() {
        JsonNode report = reconcile(0);

        assertThat(report.path("clean").asBoolean()).isTrue();
        assertThat(report.path("drifts")).isEmpty();
        assertThat(report.path("scanned").path("vms").asInt()).isOne();
        assertThat(Invocation.on(database, "reconcile").out()).contains("looked at 1 domains");
    }

    @Test
    void threeSaysThatSomethingDiffersAndTheReportChangesNothing() throws SQLException {
        behindItsBack((host, domain) -> host.power().powerOff(domain));

        JsonNode drift = reconcile(3).path("drifts").get(0);
        assertThat(drift.path("kind").asString()).isEqualTo("STATE_DRIFT");
        assertThat(drift.path("ownerId").asString()).isEqualTo(machine);
        assertThat(drift.path("action").asString()).isEqualTo("REPORTED");
        Invocation again = Invocation.on(database, "reconcile");
        assertThat(again.code()).isEqualTo(3);
        assertThat(again.out().lines())
                .anyMatch(line -> line.startsWith("KIND         RESOURCE"))
                .anyMatch(line -> line.startsWith("STATE_DRIFT  domain iaas-"));
    }

    @Test
    void repairMakesAMissingDomainAgain() throws SQLException {
        behindItsBack((host, domain) -> {
            host.power().powerOff(domain);
            host.domains().undefine(domain);
        });

        assertThat(reconcile(0, "--repair").path("drifts").get(0).path("action").asString())
                .isEqualTo("REPAIRED");
        assertThat(reconcile(0).path("drifts")).isEmpty();
        Invocation.json(database, 0, "vm", "start", "web");
    }

    @Test
    void reapRemovesWhatNoRecordWants() throws SQLException, IOException {
        Rows.change(database, "PRAGMA foreign_keys = ON; DELETE FROM iaas_vm");

        Invocation report = Invocation.on(database, "reconcile");
        assertThat(report.out()).contains("GHOST_DOMAIN", "ORPHAN_VOLUME", "REAP");
        Invocation reap = Invocation.on(database, "reconcile", "--reap", "--grace", "0s");

        assertThat(reap.code()).as(reap.toString()).isZero();
        assertThat(reap.err()).contains("the second scan follows in 0 s");
        assertThat(Path.of(database + ".simulated")).content().doesNotContain(machine);
        assertThat(reconcile(0).path("drifts")).isEmpty();
    }
}
