package io.iaas.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.memory.SimulatedGuest;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.PageRequest;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
    @TempDir
    private Path directory;

    private String disk = "";

    @BeforeEach
    void writeADisk() throws IOException {
        disk = Files.write(directory.resolve("disk.raw"), new byte[1 << 20]).toString();
    }

    @Test
    void createMachineRunsAWholeLife() {
        Path database = directory.resolve("iaas.db");

        List<String> printed =
                Printed.by(() -> CreateMachine.main(new String[] {"simulated", disk, database.toString()}));

        assertThat(printed).contains("web is RUNNING");
        try (Iaas iaas = Iaas.builder()
                .repositories(MyBatisRepositories.sqlite(database))
                .hypervisor(SimulatedHypervisor.create())
                .workers(0)
                .build()) {
            assertThat(iaas.compute().list(VmQuery.all(), PageRequest.first(1)).items())
                    .isEmpty();
            assertThat(iaas.operations()
                            .list(OperationQuery.all(), PageRequest.first(9))
                            .items())
                    .hasSize(4)
                    .extracting(OperationInfo::state)
                    .containsOnly(OperationState.SUCCEEDED);
        }
    }

    @Test
    void inMemoryOnlyNeedsNeitherDatabaseNorHypervisor() {
        List<String> printed = Printed.by(() -> InMemoryOnly.main(new String[] {disk}));

        assertThat(printed).containsExactly("one RUNNING", "two RUNNING", "three RUNNING");
    }

    @Test
    void parallelCreatesKeepWhatSucceeded() {
        List<String> printed = Printed.by(() -> ParallelCreates.main(new String[] {disk}));

        assertThat(printed).hasSize(4);
        assertThat(printed).filteredOn(line -> line.endsWith(" is RUNNING")).hasSize(3);
        assertThat(printed)
                .filteredOn(line -> line.endsWith(" failed: HOST_EXHAUSTED"))
                .hasSize(1);
    }

    @Test
    void customWaitIsDoneWhenTheGuestIsReady() {
        List<String> printed = Printed.by(() -> CustomWait.main(new String[] {"simulated", disk}));

        assertThat(printed).containsExactly("usable: patient");
    }

    @Test
    void customWaitKeepsAMachineThatIsLate() {
        SimulatedHost host =
                SimulatedHost.builder().guest(SimulatedGuest.dead()).build();
        try (Iaas iaas =
                Iaas.builder().hypervisor(SimulatedHypervisor.connect(host)).build()) {
            iaas.images().importFile("image", Path.of(disk)).await();

            List<String> printed = Printed.by(() -> {
                Vm vm = CustomWait.create(iaas.compute(), Wait.until(WaitCondition.address(), Duration.ofMillis(300)));
                assertThat(vm.state()).isEqualTo(VmState.RUNNING);
            });

            assertThat(printed).singleElement().asString().startsWith("late: ").contains("address");
        }
    }
}
