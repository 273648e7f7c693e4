package io.iaas.examples.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process of its own, which says lines and is told to go on, is stopped, and is killed. */
public final class ChildJvm implements AutoCloseable {
    /** A process that takes longer is taken for stuck, and killed. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final BufferedReader output;
    private final CompletableFuture<Void> tooLate;

    /** Starts one, whose log goes to a file. */
    public ChildJvm(Class<?> main, Path log, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xss256k",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("IAAS_LOG", "DEBUG");
        process = builder.start();
        output = process.inputReader(StandardCharsets.UTF_8);
        tooLate = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    /** Returns the next line that it says; empty when it has ended. */
    public Optional<String> says() throws IOException {
        return Optional.ofNullable(output.readLine());
    }

    /** Wakes a process that waits to be told. */
    void tell() throws IOException {
        process.outputWriter().write("\n");
        process.outputWriter().flush();
    }

    /** Stops it in its tracks. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets it go on as if nothing had been. */
    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill " + signal + " ended with " + code);
        }
    }

    /** Kills it as {@code kill -9} does. */
    @Override
    public void close() {
        tooLate.cancel(false);
        process.destroyForcibly().onExit().join();
    }

    /** Says a line to the parent. */
    static synchronized void say(String line) {
        System.out.println(line.replace('\n', ' '));
        System.out.flush();
    }
}
