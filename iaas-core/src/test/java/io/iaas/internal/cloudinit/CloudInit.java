package io.iaas.internal.cloudinit;

import io.iaas.internal.testing.Commands;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The real cloud-init as a judge of user-data. Its Python package is taken from the distribution's packages, or from the
 * directory that IAAS_CLOUD_INIT names: a machine that runs tests should not have cloud-init installed as a service.
 */
final class CloudInit {

    private CloudInit() {}

    /** The answer of read-user-data.py: config, problems, others. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> read(Path directory, String userData) throws Exception {
        Path file = Files.writeString(directory.resolve("user-data"), userData, StandardCharsets.UTF_8);
        byte[] answer = Commands.run(
                directory,
                Map.of("PYTHONPATH", location().toString()),
                List.of("/usr/bin/python3", program(), file.toString()));
        return (Map<String, Object>)
                new Load(LoadSettings.builder().build()).loadFromString(new String(answer, StandardCharsets.UTF_8));
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
