package io.iaas.memory;

import io.iaas.host.HostId;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.LedgerRepository;
import io.iaas.spi.repository.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

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
        tables.ledgerTimes = tables.ledgerTimes.put(key(entry.resource()), session.now());
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
        return all().filter(entry -> entry.state() != LedgerEntry.State.ABSENT).toList();
    }

    @Override
    public List<LedgerEntry> named(HostId host, String key) {
        return Stream.of(ResourceKey.Kind.values())
                .sorted(Comparator.comparing(Enum::name))
                .flatMap(kind -> find(new ResourceKey(kind, host, key)).stream())
                .toList();
    }

    @Override
    public void forgetAbsent(Instant before) {
        Tables tables = session.changing();
        all().filter(entry -> entry.state() == LedgerEntry.State.ABSENT)
                .filter(entry -> tables.ledgerTimes
                        .get(key(entry.resource()))
                        .filter(before::isAfter)
                        .isPresent())
                .forEach(entry -> remove(tables, entry));
    }

    private Stream<LedgerEntry> all() {
        List<LedgerEntry> all = new ArrayList<>();
        session.tables().ledger.ascend("", "", all::add);
        return all.stream();
    }

    private static void remove(Tables tables, LedgerEntry entry) {
        tables.ledger = tables.ledger.remove(key(entry.resource()));
        tables.ledgerOf = tables.ledgerOf.remove(Tables.key(entry.ownerId(), key(entry.resource())));
        tables.ledgerTimes = tables.ledgerTimes.remove(key(entry.resource()));
    }

    private static String key(ResourceKey resource) {
        return Tables.key(resource.kind(), Tables.key(resource.key(), resource.host()));
    }
}
