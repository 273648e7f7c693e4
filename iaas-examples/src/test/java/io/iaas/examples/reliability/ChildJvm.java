package io.iaas.examples.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of its own, which says lines and is told to go on, is stopped, and is killed. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    /** Starts the main of a class, with this process' settings of tests, and its log in a file. */
    public ChildJvm(Class<?> main, Path log, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xss512k",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path")));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("iaas."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.add(main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("IAAS_LOG", "DEBUG");
        process = builder.start();
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Kills it when it takes longer than this, so that nobody waits for it for ever. */
    void killAfter(Duration limit) {
        Thread watch = new Thread(() -> watch(limit), "watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void watch(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
        }
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

    /** Kills it as {@code kill -9} does, if it has not ended by itself. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** Says a line to the parent. */
    public static synchronized void say(String line) {
        System.out.println(line.replace('\n', ' '));
        System.out.flush();
    }
}
