package io.iaas.persistence.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteConfig;

class TroubleTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final TempDatabase file = new TempDatabase();

    @AfterEach
    void remove() {
        file.close();
    }

    @Test
    void databaseLockedByAnotherConnectionIsUnavailableAfterTheTimeoutAndWorksAgainThen() throws SQLException {
        try (MyBatisRepositories repositories =
                        MyBatisRepositories.builder().lockTimeout(SHORT).sqlite(file.path());
                Connection other = file.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertUnavailable(() -> insert(repositories, "web"), "is locked");
            assertThat(repositories.<String>read(RepositorySession::installation))
                    .hasSize(12);
            statement.execute("ROLLBACK");
            insert(repositories, "web");
        }
    }

    @Test
    void lockedNewDatabaseIsUnavailable() throws SQLException {
        try (Connection other = file.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertUnavailable(
                    () -> MyBatisRepositories.builder().lockTimeout(SHORT).sqlite(file.path()), "is locked");
        }
    }

    @Test
    void fullDatabaseIsUnavailableAndKeepsNothingEvenIfTheWorkGoesOn() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setMaxPageCount(100);
        try (MyBatisRepositories repositories = MyBatisRepositories.of(file.dataSource(config))) {
            assertUnavailable(
                    () -> repositories.<Boolean>write(session -> {
                        insert(session, 1, "x".repeat(1_000_000));
                        return true;
                    }),
                    "is full");
            assertUnavailable(
                    () -> repositories.<Boolean>write(session -> {
                        insert(session, 1, "before");
                        assertThatThrownBy(() -> insert(session, 2, "x".repeat(1_000_000)))
                                .isInstanceOf(RepositoryException.class);
                        insert(session, 3, "after");
                        return true;
                    }),
                    "is full");
            for (int id = 1; id <= 3; id++) {
                ProjectId project = new ProjectId(new UUID(9, id));
                assertThat(repositories.<Boolean>read(
                                session -> session.projects().find(project).isPresent()))
                        .isFalse();
            }
            insert(repositories, "fits");
        }
    }

    @Test
    void messagesHoldNeitherStatementsNorValues() throws SQLException {
        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(file.path())) {
            file.execute("ALTER TABLE iaas_project RENAME COLUMN name TO other");
            assertThatThrownBy(() -> insert(repositories, "secret-canary"))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageNotContainingAny("INSERT", "secret-canary")
                    .hasMessageContaining(file.path().toString())
                    .hasStackTraceContaining("SQLITE_ERROR")
                    .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("secret-canary"));
        }
    }

    private static void insert(MyBatisRepositories repositories, String name) {
        repositories.<Boolean>write(session -> {
            insert(session, 1, name);
            return true;
        });
    }

    private static void insert(RepositorySession session, int id, String name) {
        session.projects().insert(new Project(new ProjectId(new UUID(9, id)), name, session.now()));
    }

    private void assertUnavailable(ThrowingCallable call, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RepositoryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE))
                .hasMessageContaining(file.path().toString())
                .hasMessageContaining(words);
    }
}
