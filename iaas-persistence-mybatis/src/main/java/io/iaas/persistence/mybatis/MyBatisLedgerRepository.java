package io.iaas.persistence.mybatis;

import io.iaas.host.HostId;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.LedgerRepository;
import io.iaas.spi.repository.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class MyBatisLedgerRepository implements LedgerRepository {
    private final UnitOfWork unit;

    MyBatisLedgerRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void put(LedgerEntry entry) {
        ResourceKey resource = entry.resource();
        unit.writing(LedgerMapper.class)
                .put(new LedgerMapper.Row(
                        resource.kind().name(),
                        resource.key(),
                        resource.host().value(),
                        entry.ownerId().toString(),
                        entry.state().name()));
    }

    @Override
    public Optional<LedgerEntry> find(ResourceKey resource) {
        return unit.reading(LedgerMapper.class)
                .find(resource.kind().name(), resource.key(), resource.host().value())
                .map(MyBatisLedgerRepository::entry);
    }

    @Override
    public List<LedgerEntry> ownedBy(UUID ownerId) {
        return entries(unit.reading(LedgerMapper.class).ownedBy(ownerId.toString()));
    }

    @Override
    public List<LedgerEntry> live() {
        return entries(unit.reading(LedgerMapper.class).live());
    }

    @Override
    public List<LedgerEntry> named(HostId host, String key) {
        return entries(unit.reading(LedgerMapper.class).named(host.value(), key));
    }

    @Override
    public void forgetAbsent(Instant before) {
        unit.writing(LedgerMapper.class).forgetAbsent(before.toEpochMilli());
    }

    private static List<LedgerEntry> entries(List<LedgerMapper.Row> rows) {
        return rows.stream().map(MyBatisLedgerRepository::entry).toList();
    }

    private static LedgerEntry entry(LedgerMapper.Row row) {
        return new LedgerEntry(
                new ResourceKey(ResourceKey.Kind.valueOf(row.kind()), new HostId(row.host()), row.resourceKey()),
                UUID.fromString(row.ownerId()),
                LedgerEntry.State.valueOf(row.state()));
    }
}
