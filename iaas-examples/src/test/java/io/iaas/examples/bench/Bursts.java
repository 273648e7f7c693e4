package io.iaas.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The bursts of creates and deletes that two rows tell of, measured for the one that comes first. */
final class Bursts {
    static final int SUBMITTERS = 50;
    static final int MACHINES = 1000;
    static final int HEAP_MIB = 256;
    private static final int TIMES = 5;

    private Optional<Said> said = Optional.empty();

    Said said(Setting setting) throws IOException, InterruptedException {
        if (said.isEmpty()) {
            Path directory = Files.createDirectory(setting.scratch().resolve("bursts"));
            said = Optional.of(BenchJvm.run(
                    Burst.class,
                    directory.resolve("log"),
                    List.of("-Xmx" + HEAP_MIB + "m"),
                    directory,
                    TIMES,
                    SUBMITTERS,
                    MACHINES));
        }
        return said.get();
    }
}
