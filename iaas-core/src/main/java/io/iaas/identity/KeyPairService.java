package io.iaas.identity;

import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.Optional;

/**
 * The SSH key pairs of a project, by name. Only public halves are kept. A machine keeps the keys that it was created
 * with, whatever becomes of the pairs. Safe for use by many threads.
 */
public interface KeyPairService {
    /**
     * Keeps the public half of a pair that was made elsewhere.
     *
     * @throws io.iaas.error.ConflictException {@code NAME_TAKEN}
     * @throws io.iaas.error.InvalidInputException when the name is not a name
     */
    StoredKeyPair importKey(String name, KeyPair key);

    /**
     * Makes a new Ed25519 pair, with the name as its comment, and keeps the public half. What is returned is the only
     * place where the private half ever is. Throws as {@link #importKey}.
     */
    GeneratedKeyPair generate(String name);

    /** Returns the pair of this name, or empty. */
    Optional<StoredKeyPair> find(String name);

    /**
     * Returns the pair of this name.
     *
     * @throws io.iaas.error.NotFoundException when there is none
     */
    StoredKeyPair get(String name);

    /**
     * Returns the pair with this fingerprint, the first by name of several, or empty.
     *
     * @param fingerprint as {@link KeyPair#fingerprint} returns it
     */
    Optional<StoredKeyPair> findByFingerprint(String fingerprint);

    /** Lists the pairs in the order of their names. */
    Page<StoredKeyPair> list(PageRequest page);

    /**
     * Deletes a pair.
     *
     * @throws io.iaas.error.NotFoundException when there is none of this name
     */
    void delete(String name);
}
