package io.iaas.memory;

import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.LedgerRepository;
import io.iaas.spi.repository.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class MemoryLedger implements LedgerRepository {
    private final MemorySession session;

    MemoryLedger(MemorySession session) {
        this.session = session;
    }

    @Override
    public void put(LedgerEntry entry) {
        Tables tables = session.changing();
        find(entry.resource()).ifPresent(old -> remove(tables, old));
        tables.ledger = tables.ledger.put(key(entry.resource()), entry);
        tables.ledgerOf = tables.ledgerOf.put(Tables.key(entry.ownerId(), key(entry.resource())), entry);
    }

    @Override
    public Optional<LedgerEntry> find(ResourceKey resource) {
        return session.tables().ledger.get(key(resource));
    }

    @Override
    public List<LedgerEntry> ownedBy(UUID ownerId) {
        List<LedgerEntry> found = new ArrayList<>();
        session.tables().ledgerOf.ascend(Tables.scope(ownerId), "", found::add);
        return List.copyOf(found);
    }

    @Override
    public List<LedgerEntry> live() {
        List<LedgerEntry> found = new ArrayList<>();
        session.tables().ledger.ascend("", "", entry -> {
            if (entry.state() != LedgerEntry.State.ABSENT) {
                found.add(entry);
            }
            return true;
        });
        return List.copyOf(found);
    }

    @Override
    public void forget(UUID ownerId) {
        Tables tables = session.changing();
        ownedBy(ownerId).stream()
                .filter(entry -> entry.state() == LedgerEntry.State.ABSENT)
                .forEach(entry -> remove(tables, entry));
    }

    private static void remove(Tables tables, LedgerEntry entry) {
        tables.ledger = tables.ledger.remove(key(entry.resource()));
        tables.ledgerOf = tables.ledgerOf.remove(Tables.key(entry.ownerId(), key(entry.resource())));
    }

    private static String key(ResourceKey resource) {
        return Tables.key(resource.kind(), Tables.key(resource.key(), resource.host()));
    }
}
