package io.iaas.examples.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.examples.simulation.KeptHost;
import io.iaas.image.ImageSpec;
import io.iaas.memory.SimulatedHost;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.spi.hypervisor.VolumeName;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checker of all reliability tests finds each thing that can be wrong. */
class InvariantsTest {
    @TempDir
    private Path directory;

    private Path database;
    private KeptHost host;
    private String vm = "";
    private String image = "";

    @BeforeEach
    void makeAMachine() {
        database = directory.resolve("iaas.db");
        host = KeptHost.in(directory.resolve("host"));
        try (Iaas iaas = Iaas.builder()
                .repositories(MyBatisRepositories.sqlite(database))
                .hypervisor(host.hypervisor())
                .build()) {
            image = iaas.images()
                    .importImage(ImageSpec.disk("blank", new ByteArrayInputStream(new byte[4096])))
                    .await()
                    .id()
                    .toString();
            Vm made = iaas.compute()
                    .create(VmSpec.named("web").image("blank").flavor("tiny").build())
                    .await();
            vm = made.id().toString();
        }
    }

    @Test
    void nothingIsWrongWithWhatTheLibraryLeaves() {
        assertThat(violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE iaas_operation SET state = 'RUNNING' WHERE kind = 'vm.create' | I1 an operation has no end",
                "UPDATE iaas_operation SET owner_node = 'n', lease_until = 1 | I5 somebody still holds",
                "UPDATE iaas_operation SET state = 'ROLLED_BACK' WHERE kind = 'vm.create' | I1 a step of an operation",
                "UPDATE iaas_step SET state = 'INTENT' WHERE seq = 3 | I1 a step of an operation",
                "UPDATE iaas_step SET epoch = 7 WHERE seq = 3 | I5 a step of a claim that never was",
                "UPDATE iaas_resource SET state = 'PLANNED' WHERE kind = 'SEED' | I2 the ledger waits",
                "DELETE FROM iaas_resource WHERE kind = 'DOMAIN' | I2 on the host, not in the ledger",
                "DELETE FROM iaas_vm | I2 in the ledger, not in the records",
                "UPDATE iaas_vm SET state = 'STOPPED' | I2 a domain is RUNNING, not as recorded",
                "UPDATE iaas_vm SET state = 'CREATING' | I2 a domain is RUNNING, not as recorded",
                "UPDATE iaas_vm SET name = 'other' | I2 a domain is called web",
                "UPDATE iaas_image SET state = 'DELETING' | I2 an image is in no state to stay in",
                "UPDATE iaas_image_file SET sha256 = 'other' | I2 other bytes than recorded",
                "UPDATE iaas_quota SET vcpus = 2 | I4 charged 2 vcpus, not 1",
                "DELETE FROM iaas_quota | I4 charged 0 vms, not 1",
                "INSERT INTO iaas_operation_input SELECT id, 'guest.userData', 'x' FROM iaas_operation | I8 what a guest",
            })
    void damageToTheRecordsIsFound(String damage, String finding) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute(damage);
        }

        assertThat(violations()).anySatisfy(violation -> assertThat(violation).startsWith(finding));
    }

    @Test
    void whatIsMissingOnTheHostIsFound() {
        String prefix = Records.read(database).prefix();

        damage(on -> on.removeVolume(new VolumeName(prefix + vm + "-seed")));
        assertThat(violations()).containsExactly("I2 in the ledger, not on the host: file " + prefix + vm + "-seed");
        damage(on -> on.removeVolume(new VolumeName(prefix + "image-" + image + "-disk")));
        assertThat(violations()).hasSize(2);
    }

    @Test
    void whatIsTooMuchOnTheHostIsFoundWhenItIsNamedAsOurs() {
        damage(on -> on.addForeignVolume(new VolumeName(Records.read(database).prefix() + "stray")));
        damage(on -> on.addForeignVolume(new VolumeName("a-foreign-volume")));

        assertThat(violations()).singleElement().asString().startsWith("I2 on the host, not in the ledger: file iaas-");
    }

    private void damage(Consumer<SimulatedHost> damage) {
        host.change(damage);
    }

    private List<String> violations() {
        return Invariants.violations(Records.read(database), KeptInventory.read(directory.resolve("host")));
    }
}
