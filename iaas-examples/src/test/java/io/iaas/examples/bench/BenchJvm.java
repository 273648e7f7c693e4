package io.iaas.examples.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that measures, as an application has it: with its default compilers and garbage collector. */
final class BenchJvm {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private BenchJvm() {}

    /** Says a value to the JVM that waits in {@link #run}. */
    static void say(String name, double value) {
        System.out.println(name + " " + value);
    }

    /**
     * Runs the main of a class.
     *
     * @param log takes what it writes to its standard error
     * @return each quantity that it said, with its values in their order
     */
    static Said run(Class<?> main, Path log, List<String> options, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Thread reaper = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(reaper);
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).exceptionally(late -> kill(process));
        try {
            Said said = new Said(read(process));
            if (process.waitFor() != 0) {
                throw new IllegalStateException(main.getSimpleName() + " failed:\n" + Files.readString(log));
            }
            return said;
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(reaper);
        }
    }

    private static Process kill(Process process) {
        return process.destroyForcibly();
    }

    private static Map<String, List<Double>> read(Process process) throws IOException {
        Map<String, List<Double>> said = new LinkedHashMap<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int space = line.lastIndexOf(' ');
                said.computeIfAbsent(line.substring(0, space), name -> new ArrayList<>())
                        .add(Double.valueOf(line.substring(space + 1)));
            }
        }
        return said;
    }
}
