package io.iaas.memory;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditQuery;
import io.iaas.error.ErrorCode;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.AuditDraft;
import io.iaas.spi.repository.AuditRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

final class MemoryAudit implements AuditRepository {
    private final MemorySession session;

    MemoryAudit(MemorySession session) {
        this.session = session;
    }

    @Override
    public void append(AuditDraft draft) {
        Tables tables = session.changing();
        tables.newestAudit++;
        AuditEntry entry = new AuditEntry(
                tables.newestAudit,
                session.now(),
                draft.actor(),
                draft.project(),
                draft.action(),
                draft.resource(),
                draft.outcome(),
                draft.error(),
                draft.operation(),
                draft.role());
        tables.audit = tables.audit.put(Tables.key(entry.sequence()), entry);
    }

    @Override
    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
        List<AuditEntry> rows = new ArrayList<>();
        session.tables().audit.descend("", page.afterNumber().map(Tables::key), entry -> {
            if (query.fits(entry)) {
                rows.add(entry);
            }
            return rows.size() <= page.limit();
        });
        return Page.of(rows, page.limit(), entry -> Long.toString(entry.sequence()));
    }

    @Override
    public int countRefusals(Actor actor, ErrorCode error, Instant since, int limit) {
        AtomicInteger count = new AtomicInteger();
        session.tables().audit.descend("", Optional.empty(), entry -> {
            boolean counts = sameActor(entry.actor(), actor)
                    && entry.error().equals(Optional.of(error))
                    && (entry.outcome() == AuditOutcome.FAILED || entry.outcome() == AuditOutcome.DENIED);
            boolean young = !entry.at().isBefore(since);
            return young && (counts ? count.incrementAndGet() : count.get()) < limit;
        });
        return count.get();
    }

    /** Whatever the user was called at the time. */
    private static boolean sameActor(Actor one, Actor other) {
        return one.kind() == other.kind() && one.userId().equals(other.userId());
    }

    @Override
    public int forget(Instant before) {
        Tables tables = session.changing();
        Instant kept = session.now().minus(LEAST_AGE);
        Instant end = before.isBefore(kept) ? before : kept;
        List<AuditEntry> old = new ArrayList<>();
        tables.audit.ascend("", "", entry -> {
            if (entry.at().isBefore(end)) {
                old.add(entry);
            }
            return true;
        });
        old.forEach(entry -> tables.audit = tables.audit.remove(Tables.key(entry.sequence())));
        return old.size();
    }
}
