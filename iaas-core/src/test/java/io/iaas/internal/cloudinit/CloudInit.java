package io.iaas.internal.cloudinit;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The real cloud-init as a judge of user-data: one Python process, whose start takes a second, for any number of cases.
 * Its Python package is taken from the distribution's packages, or from the directory that IAAS_CLOUD_INIT names: a
 * machine that runs tests should not have cloud-init installed as a service.
 */
final class CloudInit {

    private final Path complaints;
    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private CloudInit(Path complaints, Process process) {
        this.complaints = complaints;
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.US_ASCII);
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    static CloudInit start(Path directory) throws Exception {
        Path complaints = directory.resolve("cloud-init.err");
        ProcessBuilder builder =
                new ProcessBuilder(List.of("/usr/bin/python3", program())).redirectError(complaints.toFile());
        builder.environment().put("PYTHONPATH", location().toString());
        return new CloudInit(complaints, builder.start());
    }

    /** The answer of read-user-data.py: config, problems, others. */
    @SuppressWarnings("unchecked")
    synchronized Map<String, Object> read(String userData) throws IOException {
        String answer = ask(Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> understood =
                (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(answer);
        if (understood.containsKey("error")) {
            throw new AssertionError("cloud-init failed: " + understood.get("error") + "\non: " + userData);
        }
        return understood;
    }

    private String ask(String question) throws IOException {
        try {
            questions.write(question + "\n");
            questions.flush();
            return Optional.ofNullable(answers.readLine()).orElseThrow(() -> new IOException("no answer"));
        } catch (IOException e) {
            throw new AssertionError("cloud-init has ended: " + Files.readString(complaints), e);
        }
    }

    /** Ends Python by the end of its input. */
    void end() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static Path location() {
        Path location = variable("IAAS_CLOUD_INIT").orElseGet(CloudInit::cached);
        if (!Files.isDirectory(location.resolve("cloudinit"))) {
            throw new AssertionError(
                    "This test needs the content of Debian's package cloud-init, unpacked, not installed:"
                            + " run scripts/setup --tests, or set IAAS_CLOUD_INIT to the directory that holds cloudinit/; looked in "
                            + location);
        }
        return location;
    }

    private static Path cached() {
        Path cache = variable("IAAS_CACHE")
                .or(() -> variable("XDG_CACHE_HOME").map(home -> home.resolve("iaas")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "iaas"));
        return cache.resolve("cloud-init/usr/lib/python3/dist-packages");
    }

    private static Optional<Path> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).map(Path::of);
    }

    private static String program() throws URISyntaxException {
        URL program = Objects.requireNonNull(CloudInit.class.getResource("/read-user-data.py"));
        return Path.of(program.toURI()).toString();
    }
}
