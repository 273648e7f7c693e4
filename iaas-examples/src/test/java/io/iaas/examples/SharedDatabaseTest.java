package io.iaas.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationId;
import io.iaas.operation.SubmitOptions;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one database file and one host, as two processes would be. */
class SharedDatabaseTest {
    @TempDir
    private Path directory;

    private final SimulatedHost host = SimulatedHost.builder().build();

    private Iaas instance() {
        return Iaas.builder()
                .repositories(MyBatisRepositories.sqlite(directory.resolve("shared.db")))
                .hypervisor(SimulatedHypervisor.connect(host))
                .build();
    }

    @Test
    void fiftyRequestsUnderOneKeyMakeOneMachine() throws IOException {
        Path disk = Files.write(directory.resolve("disk.raw"), new byte[1 << 16]);
        SubmitOptions keyed = SubmitOptions.none().withIdempotencyKey("order-17");
        VmSpec spec = VmSpec.named("web").image("blank").flavor("tiny").build();
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try (Iaas one = instance();
                Iaas two = instance()) {
            one.images().importFile("blank", disk).await();

            List<CompletableFuture<Operation<Vm>>> requests = IntStream.range(0, 50)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> (i % 2 == 0 ? one : two).compute().with(keyed).create(spec), threads))
                    .toList();
            List<OperationId> ids = requests.stream()
                    .map(request -> request.join().id())
                    .distinct()
                    .toList();

            assertThat(ids).hasSize(1);
            assertThat(requests.get(0).join().await())
                    .isEqualTo(requests.get(1).join().await());
        } finally {
            threads.shutdownNow();
        }
        assertThat(host.snapshot().domains()).hasSize(1);
    }
}
