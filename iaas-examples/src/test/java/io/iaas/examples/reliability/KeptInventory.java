package io.iaas.examples.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a kept simulated host holds from its file, and not by the driver that is to be judged by it. */
public final class KeptInventory {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private KeptInventory() {}

    /** Reads a kept host. */
    public static Inventory read(Path file) {
        try {
            return of(MAPPER.readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Inventory of(JsonNode host) {
        Map<String, Inventory.Domain> domains = new HashMap<>();
        for (JsonNode domain : host.path("domains")) {
            domains.put(
                    domain.path("spec").path("ref").path("name").asString(),
                    new Inventory.Domain(
                            domain.path("state").asString(),
                            domain.path("title").asString()));
        }
        Map<String, String> files = new HashMap<>();
        for (JsonNode volume : host.path("volumes")) {
            String name = volume.path("name").path("value").asString();
            files.put(name, host.path("written").path(name).path("sha256").asString(""));
        }
        host.path("consoles").forEach(console -> files.put(console.asString(), ""));
        JsonNode foreign = host.path("foreign");
        foreign.path("domains")
                .properties()
                .forEach(domain -> domains.put(
                        domain.getKey(),
                        new Inventory.Domain("OFF", domain.getValue().asString())));
        foreign.path("volumes").forEach(name -> files.put(name.asString(), "foreign"));
        return new Inventory(domains, files);
    }
}
