package io.iaas.examples.bench;

import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.host.HostId;
import io.iaas.identity.Project;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.spi.repository.RepositorySession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The reading of a page of 100 machines from a database of 1,000: statements, rows, records. */
@State(Scope.Benchmark)
public class MappingBenchmark {
    private static final int MACHINES = 1000;
    private static final int PAGE = 100;

    private final MyBatisRepositories repositories = MyBatisRepositories.sqlite(filled());

    private static Path filled() {
        try {
            Path database = Files.createTempDirectory("mapping").resolve("iaas.db");
            StoredVms.fill(database, new HostId("simulated"), MACHINES);
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one whose machines are known since it was read before. */
    @Benchmark
    public Page<Vm> knownPage() {
        return repositories.read(MappingBenchmark::list);
    }

    /** Reads one as if for the first time: what a unit of work that may write reads is not remembered. */
    @Benchmark
    public Page<Vm> newPage() {
        return repositories.write(MappingBenchmark::list);
    }

    private static Page<Vm> list(RepositorySession session) {
        return session.vms().list(Project.DEFAULT, VmQuery.all(), PageRequest.first(PAGE));
    }

    /** Closes the database. Its directory lies in that of the run. */
    @TearDown
    public void close() {
        repositories.close();
    }
}
