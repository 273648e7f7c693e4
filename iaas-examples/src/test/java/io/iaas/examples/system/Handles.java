package io.iaas.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

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
 * @param here the files that this process has open
 * @param threads this process' threads that are the library's
 * @param processes the guests and the networks' helpers on the host
 */
record Handles(long ofDaemon, List<String> here, List<String> threads, List<String> processes) {
    static Handles now(PrivateDaemon daemon) {
        return new Handles(
                daemon.descriptors(),
                openHere(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("iaas-") || name.startsWith("Hikari"))
                        .sorted()
                        .toList(),
                daemon.processes());
    }

    private static List<String> openHere() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.map(Handles::target)
                    .filter(target -> !target.endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            // Sockets and pipes are named by their numbers.
            return Files.readSymbolicLink(descriptor).toString().replaceAll(":.*", "");
        } catch (IOException e) {
            // The one by which the list is read has gone.
            return "";
        }
    }

    /** Checks that there is now no more than there was. */
    void check(PrivateDaemon daemon) {
        Handles now = now(daemon);
        assertThat(now.threads).isEqualTo(threads);
        assertThat(now.processes).isEqualTo(processes);
        assertThat(now.ofDaemon).as("files of the daemon").isLessThanOrEqualTo(ofDaemon);
        assertThat(now.here).as("files of this process, once %s", here).hasSizeLessThanOrEqualTo(here.size());
    }
}
