package io.iaas.internal.access;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditResource;
import io.iaas.identity.GeneratedKeyPair;
import io.iaas.identity.KeyPair;
import io.iaas.identity.KeyPairService;
import io.iaas.identity.StoredKeyPair;
import io.iaas.internal.audit.Deed;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.Optional;

/** The key pairs of a view. */
final class GuardedKeyPairs implements KeyPairService {
    private final KeyPairService pairs;
    private final Guard guard;

    GuardedKeyPairs(KeyPairService pairs, Guard guard) {
        this.pairs = pairs;
        this.guard = guard;
    }

    @Override
    public StoredKeyPair importKey(String name, KeyPair key) {
        return guard.act(Permission.CHANGE, deed(AuditAction.KEY_PAIR_IMPORT, name), () -> pairs.importKey(name, key));
    }

    @Override
    public GeneratedKeyPair generate(String name) {
        return guard.act(Permission.CHANGE, deed(AuditAction.KEY_PAIR_GENERATE, name), () -> pairs.generate(name));
    }

    @Override
    public Optional<StoredKeyPair> find(String name) {
        return asked().find(name);
    }

    @Override
    public StoredKeyPair get(String name) {
        return asked().get(name);
    }

    @Override
    public Optional<StoredKeyPair> findByFingerprint(String fingerprint) {
        return asked().findByFingerprint(fingerprint);
    }

    @Override
    public Page<StoredKeyPair> list(PageRequest page) {
        return asked().list(page);
    }

    @Override
    public void delete(String name) {
        guard.act(Permission.CHANGE, deed(AuditAction.KEY_PAIR_DELETE, name), () -> pairs.delete(name));
    }

    private KeyPairService asked() {
        guard.require(Permission.READ);
        return pairs;
    }

    private static Deed deed(AuditAction action, String name) {
        return Deed.change(action, AuditResource.named("key-pair", name));
    }
}
