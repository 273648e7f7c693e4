package io.iaas.examples.cli;

import io.iaas.operation.OperationId;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that runs an operation to its end after this one has gone. */
final class BackgroundProcess {
    private BackgroundProcess() {}

    /** Starts it, apart from the terminal. What becomes of the operation is in its record. */
    static void run(Place place, OperationId operation) {
        List<String> command = new ArrayList<>();
        // A session of its own outlives the terminal and its Ctrl-C.
        if (onPath("setsid")) {
            command.add("setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), IaasCommand.class.getName()));
        command.addAll(place.options());
        command.addAll(List.of("operation", "wait", operation.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot start a process for operation " + operation + "; run: iaas operation wait " + operation, e);
        }
    }

    private static boolean onPath(String program) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }
}
