package io.iaas.libvirt;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The UUID of a pool or network that the driver makes, derived from its name. Neither has metadata: by this UUID the
 * driver knows its own, also after it has forgotten everything.
 */
final class OwnUuid {
    private OwnUuid() {}

    static UUID of(String kind, String name) {
        return UUID.nameUUIDFromBytes(("io.iaas " + kind + " " + name).getBytes(StandardCharsets.UTF_8));
    }
}
