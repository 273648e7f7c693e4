package io.iaas.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.testhost.PrivateDaemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What must not grow from fault to fault.
 *
 * @param ofDaemon how many files the daemon has open
 * @param here how many files this process has open
 * @param threads this process' threads that are the library's
 */
record Handles(long ofDaemon, long here, List<String> threads) {
    static Handles now(PrivateDaemon daemon) {
        return new Handles(
                daemon.descriptors(),
                descriptors(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("iaas-") || name.startsWith("Hikari"))
                        .sorted()
                        .toList());
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that there is now no more than there was. */
    void check(PrivateDaemon daemon) {
        Handles now = now(daemon);
        assertThat(now.threads).isEqualTo(threads);
        assertThat(now.ofDaemon).as("files of the daemon").isLessThanOrEqualTo(ofDaemon);
        assertThat(now.here).as("files of this process").isLessThanOrEqualTo(here);
    }
}
