package io.iaas.examples;

import io.iaas.Iaas;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.spi.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Instances that race each other for machines of one simulated host. */
final class RaceTrack {
    /** The name of the image that all machines are made of. */
    static final String BLANK = "blank";

    private final SimulatedHost host = SimulatedHost.builder().build();
    private final Path directory;

    /** Takes where files may be written. */
    RaceTrack(Path directory) {
        this.directory = directory;
    }

    Iaas inMemory() {
        return instance(InMemoryRepositories.create());
    }

    /** Returns an instance whose database file is that of all others. */
    Iaas onSqlite() {
        return instance(MyBatisRepositories.sqlite(directory.resolve("race.db")));
    }

    private Iaas instance(Repositories repositories) {
        return Iaas.builder()
                .repositories(repositories)
                .hypervisor(SimulatedHypervisor.connect(host))
                .build();
    }

    void importBlank(Iaas iaas) throws IOException {
        iaas.images()
                .importFile(BLANK, Files.write(directory.resolve("disk.raw"), new byte[4096]))
                .await();
    }
}
