package io.iaas.internal.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the programs of the distribution that judge our formats. */
public final class Commands {

    private Commands() {}

    /** The path of a command, or a failure that names the package to install. */
    public static String require(String command, String debianPackage) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("This test needs " + command + ": install the package "
                        + debianPackage + " or run scripts/setup --tests"))
                .toString();
    }

    /** The bytes of standard output; a failure with the text of standard error when the command fails. */
    public static byte[] run(Path directory, Map<String, String> environment, List<String> command) throws Exception {
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end");
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(command + " failed: " + read(err));
        }
        return Files.readAllBytes(out);
    }

    public static String text(Path directory, List<String> command) throws Exception {
        return new String(run(directory, Map.of(), command), StandardCharsets.UTF_8);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
