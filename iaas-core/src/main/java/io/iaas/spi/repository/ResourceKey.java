package io.iaas.spi.repository;

import io.iaas.host.HostId;

/**
 * Something on a host that the library makes.
 *
 * @param kind what it is
 * @param host where it is
 * @param key its name there
 */
public record ResourceKey(Kind kind, HostId host, String key) {
    /** What a resource is. */
    public enum Kind {
        /** A domain, by its name. */
        DOMAIN,
        /** A machine's disk, by its volume's name. */
        DISK,
        /** A machine's cloud-init seed, by its volume's name. */
        SEED,
        /** A machine's console log, by its name. */
        CONSOLE_LOG,
        /** A file of an image, by its volume's name. */
        IMAGE_FILE
    }

    @Override
    public String toString() {
        return kind + ":" + key;
    }
}
