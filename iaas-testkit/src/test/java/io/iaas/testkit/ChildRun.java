package io.iaas.testkit;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A test run in a process of its own, which leads a process group of its own. */
final class ChildRun implements AutoCloseable {
    private static final long SECONDS_TO_END = 60;

    private final Process process;
    private final BufferedReader output;
    private final String installation;
    private final String place;

    private ChildRun(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        String[] words = awaitLine("BEGUN ").split(" ", -1);
        this.installation = words[1];
        this.place = words[2];
    }

    /** Starts one, and returns when its machines run. */
    static ChildRun start(Path leases, int machines) throws IOException {
        ChildRun run = begin(leases, machines);
        run.awaitLine("READY");
        return run;
    }

    /** Starts one, and returns when it is about to start its machines. */
    static ChildRun begin(Path leases, int machines) throws IOException {
        List<String> command = List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Diaas.throwaway.uri=" + Observer.uri(),
                "-Diaas.throwaway.leases=" + leases,
                "-Diaas.throwaway.accelerator=tcg",
                "-Diaas.throwaway.fastStart=true",
                "-cp",
                System.getProperty("java.class.path"),
                RunOfVms.class.getName(),
                Guests.bootSector().toString(),
                Integer.toString(machines));
        return new ChildRun(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private String awaitLine(String beginning) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
            said.add(line);
        }
        throw new IllegalStateException("the run has ended without '" + beginning + "': " + said);
    }

    String installation() {
        return installation;
    }

    /** Returns the name of the pool and of the network. */
    String place() {
        return place;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGKILL to the whole process group, as an impatient build server does. */
    void killGroup() {
        run("kill", "-KILL", "--", "-" + process.pid());
    }

    /** Kills the process that is to clean up behind the run. */
    void killReaper() {
        List<Long> reapers = Observer.processesWith(ReaperMain.class.getName(), installation);
        if (reapers.size() != 1) {
            throw new IllegalStateException("not one reaper: " + reapers);
        }
        run("kill", "-KILL", reapers.get(0).toString());
    }

    /** Sends SIGTERM, and waits for the end. */
    void terminate() {
        process.destroy();
        awaitEnd();
    }

    /** Lets the run end as it should, and returns its exit code. */
    int end() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return awaitEnd();
    }

    int awaitEnd() {
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                throw new IllegalStateException("run " + installation + " does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(String... command) {
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills what a failed test has left running, and waits until its reaper is done: it needs the leases. */
    @Override
    public void close() {
        process.destroyForcibly();
        await().atMost(Duration.ofSeconds(SECONDS_TO_END))
                .until(() -> Observer.processesWith(ReaperMain.class.getName(), installation)
                        .isEmpty());
    }
}
