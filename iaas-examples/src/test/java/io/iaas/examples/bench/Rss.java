package io.iaas.examples.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory that processes take, in MiB: resident, shared pages counted in each. */
final class Rss {
    private static final double KIB_A_MIB = 1024;

    private Rss() {}

    static double ofThisJvm() {
        return mib(Path.of("/proc/self"));
    }

    /** Adds up all QEMU processes whose machines' names begin so. */
    static double ofGuests(String prefix) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(directory -> commandLine(directory).contains("guest=" + prefix))
                    .mapToDouble(Rss::mib)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // No process, or one that has gone.
            return "";
        }
    }

    private static double mib(Path process) {
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / KIB_A_MIB;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
