package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditQuery;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.AuditDraft;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class InMemoryAuditTest {
    @Test
    void entriesThatAreOlderThanADayCanBeForgotten() {
        try (InMemoryFixture fixture = new InMemoryFixture(UnaryOperator.identity())) {
            append(fixture, AuditAction.FLAVOR_CREATE);
            fixture.pass(Duration.ofDays(2));
            append(fixture, AuditAction.FLAVOR_DELETE);

            int forgotten = fixture.repositories()
                    .<Integer>write(session -> session.audit().forget(session.now()));

            assertThat(forgotten).isEqualTo(1);
            List<AuditEntry> left = fixture.repositories()
                    .read(session -> session.audit()
                            .list(AuditQuery.all(), PageRequest.first(10))
                            .items());
            assertThat(left).extracting(AuditEntry::action).containsExactly(AuditAction.FLAVOR_DELETE);
        }
    }

    private static void append(InMemoryFixture fixture, AuditAction action) {
        fixture.repositories().<Boolean>write(session -> {
            session.audit()
                    .append(new AuditDraft(
                            Actor.HOST_APPLICATION,
                            Optional.empty(),
                            action,
                            Optional.empty(),
                            AuditOutcome.SUCCEEDED,
                            Optional.empty(),
                            Optional.empty()));
            return true;
        });
    }
}
