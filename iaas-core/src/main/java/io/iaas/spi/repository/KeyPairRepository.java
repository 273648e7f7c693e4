package io.iaas.spi.repository;

import io.iaas.identity.ProjectId;
import io.iaas.identity.StoredKeyPair;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.Optional;

/** The key pairs of projects. They go with their project. */
public interface KeyPairRepository {
    /**
     * Adds a key pair.
     *
     * @throws io.iaas.error.ConflictException NAME_TAKEN
     */
    void insert(ProjectId project, StoredKeyPair pair);

    /** Returns the key pair of this name, or empty. */
    Optional<StoredKeyPair> find(ProjectId project, String name);

    /** Returns the key pair with this fingerprint, the first by name of several, or empty. */
    Optional<StoredKeyPair> findByFingerprint(ProjectId project, String fingerprint);

    /**
     * Returns a page of the project's key pairs in the order of their names, by code points.
     *
     * @throws io.iaas.error.InvalidInputException when the page's key is no name
     */
    Page<StoredKeyPair> list(ProjectId project, PageRequest page);

    /** Deletes a key pair; false when there is none of this name. */
    boolean delete(ProjectId project, String name);
}
