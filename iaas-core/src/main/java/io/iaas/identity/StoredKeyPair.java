package io.iaas.identity;

import io.iaas.name.ResourceName;
import java.time.Instant;

/**
 * A key pair that a project keeps under a name: the public half.
 *
 * @param name unique in the project
 * @param key the public half
 * @param createdAt when it was imported or generated, by the database's clock
 */
public record StoredKeyPair(String name, KeyPair key, Instant createdAt) {
    /** Checks the name. */
    public StoredKeyPair {
        ResourceName.check("key pair", name);
    }

    /** Returns the fingerprint of the key. */
    public String fingerprint() {
        return key.fingerprint();
    }
}
