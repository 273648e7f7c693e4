package io.iaas.persistence.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditQuery;
import io.iaas.page.PageRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTableTest {
    private static final String INSERT = """
            INSERT INTO iaas_audit (at, actor_kind, action, outcome)
            VALUES (%d, 'NOBODY', '%s', 'DENIED')""";

    private final TempDatabase file = new TempDatabase();

    @AfterEach
    void remove() {
        file.close();
    }

    @Test
    void entryIsNeverChangedNorDeletedWhileItIsYoungWhoeverTries() throws SQLException {
        MyBatisRepositories.sqlite(file.path()).close();
        file.execute(INSERT.formatted(Instant.now().toEpochMilli(), "young"));

        assertThatThrownBy(() -> file.execute("UPDATE iaas_audit SET action = 'other'"))
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> file.execute("DELETE FROM iaas_audit")).hasMessageContaining("stay for a day");
        assertThat(actions()).containsExactly("young");
    }

    @Test
    void oldEntriesAreForgottenUpToTheGivenTime() throws SQLException {
        MyBatisRepositories.sqlite(file.path()).close();
        Instant now = Instant.now();
        file.execute(
                INSERT.formatted(now.minus(Duration.ofDays(40)).toEpochMilli(), "oldest"),
                INSERT.formatted(now.minus(Duration.ofDays(20)).toEpochMilli(), "older"),
                INSERT.formatted(now.toEpochMilli(), "young"));
        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(file.path())) {
            Instant month = now.minus(Duration.ofDays(30));
            assertThat(repositories.<Integer>write(session -> session.audit().forget(month)))
                    .isEqualTo(1);
        }
        assertThat(actions()).containsExactly("young", "older");
        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(file.path())) {
            assertThat(repositories.<Integer>write(session -> session.audit().forget(now)))
                    .isEqualTo(1);
        }
        assertThat(actions()).containsExactly("young");
    }

    private List<String> actions() {
        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(file.path())) {
            List<AuditEntry> entries = repositories.read(session -> session.audit()
                    .list(AuditQuery.all(), PageRequest.first(10))
                    .items());
            return entries.stream().map(entry -> entry.action().name()).toList();
        }
    }
}
