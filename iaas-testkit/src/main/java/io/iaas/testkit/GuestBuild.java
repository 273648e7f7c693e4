package io.iaas.testkit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds guests by the scripts that the library was built with, in a child process, and finds them where they were built
 * before: by this process, another one, or the scripts themselves. The cache is theirs, and so are its locks.
 *
 * @param environment what the child process finds in its environment beside this one's
 * @param limit how long a build may take
 */
record GuestBuild(Map<String, String> environment, Duration limit) {
    private static final Logger LOG = LoggerFactory.getLogger(GuestBuild.class);
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final int LOG_LINES = 20;

    /** Returns the builds of this process. */
    static GuestBuild ofThisProcess() {
        return new GuestBuild(Map.of(), LONGEST);
    }

    /**
     * Returns the directory of an image's files.
     *
     * @throws TestImageException when it cannot be built; its message ends with what the scripts said
     */
    Path directory(BuiltInImage image) {
        LOG.debug("looking for image '{}', which is built where it is not there", image);
        try (GuestScripts scripts = GuestScripts.unpack()) {
            Path output = scripts.file("output");
            Path log = scripts.file("log");
            Process process = start(image, scripts.file("guest"), output, log);
            if (!ends(process)) {
                throw new TestImageException("image '" + image + "' was not built within " + limit + told(log));
            }
            if (process.exitValue() != 0) {
                throw new TestImageException("image '" + image + "' cannot be built" + told(log));
            }
            List<String> files = Files.readAllLines(output, StandardCharsets.UTF_8);
            return Objects.requireNonNull(Path.of(files.get(files.size() - 1)).getParent());
        } catch (IOException e) {
            throw new TestImageException("image '" + image + "' cannot be built", e);
        }
    }

    private Process start(BuiltInImage image, Path script, Path output, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), "path", image.recipe())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .redirectError(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("IAAS_UNATTENDED", "1");
        return builder.start();
    }

    private boolean ends(Process process) {
        boolean ended = false;
        try {
            ended = process.waitFor(limit.toMillis(), MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
        return ended;
    }

    private static String told(Path log) throws IOException {
        List<String> lines =
                Files.readString(log, StandardCharsets.UTF_8).lines().toList();
        return ":\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }
}
