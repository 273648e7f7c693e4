package io.iaas.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.sun.jna.Native;
import io.iaas.Iaas;
import io.iaas.libvirt.LibvirtHypervisor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.libvirt.jna.Libvirt;
import org.slf4j.Logger;

/** The child process that cleans up behind this one, however this one ends. It learns of that by a pipe. */
final class ReaperProcess {
    private static final List<String> SMALL = List.of(
            "-Xmx48m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED");
    /** The places of all that the child needs. */
    private static final List<Class<?>> NEEDED =
            List.of(ReaperMain.class, Iaas.class, LibvirtHypervisor.class, Libvirt.class, Native.class, Logger.class);
    /** By these, continuous integration finds the processes that it kills when a build ends. */
    private static final List<String> MARKS_OF_BUILDS =
            List.of("BUILD_ID", "JENKINS_NODE_COOKIE", "RUNNER_TRACKING_ID", "JAVA_TOOL_OPTIONS");

    private static final long START = 30;
    private static final long END = 10;

    private final Process process;

    private ReaperProcess(Process process) {
        this.process = process;
    }

    /** Starts it, which takes a moment; {@link #awaitReady} tells when it has. */
    static ReaperProcess start(LeaseDirectory directory, String host, String installation) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.of(
                        Stream.of(java),
                        SMALL.stream(),
                        Stream.of("-cp", classPath(), ReaperMain.class.getName()),
                        Stream.of(directory.path().toString(), host, installation))
                .flatMap(words -> words)
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeAll(MARKS_OF_BUILDS);
        try {
            return new ReaperProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the process that cleans up behind a killed run", e);
        }
    }

    private static String classPath() {
        return NEEDED.stream().map(ReaperProcess::placeOf).distinct().collect(Collectors.joining(":"));
    }

    /** Returns the directory or jar that a class is in. */
    static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until signals to this process' group do not reach it. */
    void awaitReady() {
        List<String> said = CompletableFuture.supplyAsync(this::readUntilReady)
                .completeOnTimeout(List.of(), START, SECONDS)
                .join();
        if (!said.contains(ReaperMain.READY)) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "the process that cleans up behind a killed run does not start; it said " + said);
        }
    }

    private List<String> readUntilReady() {
        List<String> said = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (line.equals(ReaperMain.READY)) {
                    break;
                }
            }
        } catch (IOException e) {
            said.add(e.toString());
        }
        return said;
    }

    /** Tells it that the run is over, and waits for its end. */
    void end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END, SECONDS)) {
                throw new IllegalStateException("the process that cleans up behind a run does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
