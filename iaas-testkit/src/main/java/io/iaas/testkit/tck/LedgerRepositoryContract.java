package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.host.HostId;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.LedgerEntry.State;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.ResourceKey.Kind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class LedgerRepositoryContract extends DatabaseTest {
    private static final UUID OWNER = new UUID(1, 1);
    private static final UUID SOMEBODY = new UUID(2, 2);

    @Test
    void everyKindAndStateIsKept() {
        for (Kind kind : Kind.values()) {
            for (State state : State.values()) {
                LedgerEntry entry = put(entry(kind, "key", OWNER, state));
                assertThat(found(session -> session.ledger().find(entry.resource())))
                        .contains(entry);
            }
        }
        assertThat(listed(session -> session.ledger().ownedBy(OWNER))).hasSize(Kind.values().length);
    }

    @Test
    void resourceIsItsKindItsHostAndItsKey() {
        LedgerEntry entry = put(entry(Kind.DISK, "a", OWNER, State.PRESENT));
        assertThat(find(new ResourceKey(Kind.SEED, Samples.HOST, "a"))).isEmpty();
        assertThat(find(new ResourceKey(Kind.DISK, new HostId("host-2"), "a"))).isEmpty();
        assertThat(find(new ResourceKey(Kind.DISK, Samples.HOST, "A"))).isEmpty();
        assertThat(find(new ResourceKey(Kind.DISK, Samples.HOST, "a"))).containsExactly(entry);
    }

    @Test
    void putReplacesOwnerAndState() {
        put(entry(Kind.DISK, "a", OWNER, State.PLANNED));
        LedgerEntry next = put(entry(Kind.DISK, "a", SOMEBODY, State.PRESENT));
        assertThat(listed(session -> session.ledger().ownedBy(OWNER))).isEmpty();
        assertThat(listed(session -> session.ledger().ownedBy(SOMEBODY))).containsExactly(next);
    }

    @Test
    void linesAreListedByKindKeyAndHost() {
        LedgerEntry seed = put(entry(Kind.SEED, "a", OWNER, State.PRESENT));
        LedgerEntry domain = put(entry(Kind.DOMAIN, "z", OWNER, State.DELETING));
        LedgerEntry longer = put(entry(Kind.DISK, "a-b", OWNER, State.PLANNED));
        LedgerEntry theirs = put(entry(Kind.DISK, "aa", SOMEBODY, State.PRESENT));
        LedgerEntry gone = put(entry(Kind.DISK, "b", OWNER, State.ABSENT));
        LedgerEntry disk = put(entry(Kind.DISK, "a", OWNER, State.PRESENT));
        LedgerEntry twin =
                put(new LedgerEntry(new ResourceKey(Kind.DISK, new HostId("host-0"), "a"), OWNER, State.PRESENT));
        assertThat(listed(session -> session.ledger().ownedBy(OWNER)))
                .containsExactly(twin, disk, longer, gone, domain, seed);
        assertThat(listed(session -> session.ledger().live()))
                .containsExactly(twin, disk, longer, theirs, domain, seed);
    }

    @Test
    void linesOfOneNameAreFoundWhateverTheirKind() {
        LedgerEntry seed = put(entry(Kind.SEED, "a", OWNER, State.ABSENT));
        LedgerEntry disk = put(entry(Kind.DISK, "a", SOMEBODY, State.PRESENT));
        put(entry(Kind.DISK, "ab", OWNER, State.PRESENT));
        put(new LedgerEntry(new ResourceKey(Kind.DISK, new HostId("host-0"), "a"), OWNER, State.PRESENT));
        assertThat(listed(session -> session.ledger().named(Samples.HOST, "a"))).containsExactly(disk, seed);
        assertThat(listed(session -> session.ledger().named(Samples.HOST, "b"))).isEmpty();
    }

    @Test
    void onlyLinesThatWereAbsentBeforeTheTimeAreForgotten() {
        put(entry(Kind.DISK, "gone", OWNER, State.ABSENT));
        LedgerEntry there = put(entry(Kind.DISK, "there", OWNER, State.PRESENT));
        Instant now = read(RepositorySession::now);
        writing(session -> session.ledger().forgetAbsent(now.minusSeconds(60)));
        assertThat(listed(session -> session.ledger().ownedBy(OWNER))).hasSize(2);
        writing(session -> session.ledger().forgetAbsent(now.plusSeconds(60)));
        assertThat(listed(session -> session.ledger().ownedBy(OWNER))).containsExactly(there);
    }

    private LedgerEntry put(LedgerEntry entry) {
        writing(session -> session.ledger().put(entry));
        return entry;
    }

    private List<LedgerEntry> find(ResourceKey key) {
        return read(session -> session.ledger().find(key)).stream().toList();
    }

    private static LedgerEntry entry(Kind kind, String key, UUID owner, State state) {
        return new LedgerEntry(new ResourceKey(kind, Samples.HOST, key), owner, state);
    }
}
