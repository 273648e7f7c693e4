package io.iaas.internal.identity;

import io.iaas.error.NotFoundException;
import io.iaas.identity.GeneratedKeyPair;
import io.iaas.identity.KeyPair;
import io.iaas.identity.KeyPairService;
import io.iaas.identity.ProjectId;
import io.iaas.identity.StoredKeyPair;
import io.iaas.name.ResourceName;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Repositories;
import java.util.Optional;

/** The key pairs of one project. */
public final class ProjectKeyPairs implements KeyPairService {
    private final ProjectId project;
    private final Repositories repositories;

    /** Scopes the service to a project. */
    public ProjectKeyPairs(ProjectId project, Repositories repositories) {
        this.project = project;
        this.repositories = repositories;
    }

    @Override
    public StoredKeyPair importKey(String name, KeyPair key) {
        ResourceName.check("key pair", name);
        return repositories.write(session -> {
            StoredKeyPair pair = new StoredKeyPair(name, key, session.now());
            session.identity().keyPairs().insert(project, pair);
            return pair;
        });
    }

    @Override
    public GeneratedKeyPair generate(String name) {
        ResourceName.check("key pair", name);
        GeneratedKeyPair generated = KeyPair.generate(name);
        importKey(name, generated.publicKey());
        return generated;
    }

    @Override
    public Optional<StoredKeyPair> find(String name) {
        return repositories.read(session -> session.identity().keyPairs().find(project, name));
    }

    @Override
    public StoredKeyPair get(String name) {
        return find(name).orElseThrow(() -> new NotFoundException("key pair", name));
    }

    @Override
    public Optional<StoredKeyPair> findByFingerprint(String fingerprint) {
        return repositories.read(session -> session.identity().keyPairs().findByFingerprint(project, fingerprint));
    }

    @Override
    public Page<StoredKeyPair> list(PageRequest page) {
        return repositories.read(session -> session.identity().keyPairs().list(project, page));
    }

    @Override
    public void delete(String name) {
        repositories.<Boolean>write(session -> {
            if (!session.identity().keyPairs().delete(project, name)) {
                throw new NotFoundException("key pair", name);
            }
            return true;
        });
    }
}
