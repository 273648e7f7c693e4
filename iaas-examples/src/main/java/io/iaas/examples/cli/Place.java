package io.iaas.examples.cli;

import io.iaas.error.InvalidInputException;
import io.iaas.examples.simulation.KeptHost;
import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.repository.Repositories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the records are, where the machines run, and for whom.
 *
 * @param database the file that the user gave
 * @param hypervisor a libvirt URI, or {@value #SIMULATED}
 * @param project the name of the project that the user gave
 */
record Place(Optional<Path> database, String hypervisor, Optional<String> project) {
    static final String SIMULATED = "simulated";

    /** Returns whether everything ends with the process. */
    boolean inMemory() {
        return hypervisor.equals(SIMULATED) && database.isEmpty();
    }

    Repositories openRepositories() {
        return inMemory() ? InMemoryRepositories.create() : MyBatisRepositories.sqlite(file());
    }

    Hypervisor openHost() {
        if (!hypervisor.equals(SIMULATED)) {
            return LibvirtHypervisor.connect(hypervisor);
        }
        return inMemory()
                ? SimulatedHypervisor.create()
                : KeptHost.in(simulation()).hypervisor();
    }

    /** Returns the global options that lead another process to the same place. */
    List<String> options() {
        return Stream.concat(
                        Stream.of("--db", file().toString(), "--hypervisor", hypervisor),
                        project.stream().flatMap(name -> Stream.of("--project", name)))
                .toList();
    }

    /** The log-in lives beside the records, too. */
    KeptToken token() {
        if (inMemory()) {
            throw new InvalidInputException("a log-in is kept beside a database: give --db");
        }
        return new KeptToken(file().resolveSibling(file().getFileName() + ".login"));
    }

    /** The simulated host lives beside the records. */
    private Path simulation() {
        return file().resolveSibling(file().getFileName() + ".simulated");
    }

    private Path file() {
        return database.map(Path::toAbsolutePath).orElseGet(Place::ofUser);
    }

    /** The directory is its user's alone: user data of machines may hold secrets. */
    private static Path ofUser() {
        String base = System.getenv().getOrDefault("XDG_DATA_HOME", "");
        Path data = base.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(base);
        Path directory = data.resolve("iaas").toAbsolutePath();
        try {
            Files.createDirectories(data);
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
        return directory.resolve("iaas.db");
    }
}
