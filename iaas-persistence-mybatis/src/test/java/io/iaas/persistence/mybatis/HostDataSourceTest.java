package io.iaas.persistence.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.iaas.compute.Flavor;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteConfig;

class HostDataSourceTest {
    private final TempDatabase file = new TempDatabase();

    @AfterEach
    void remove() {
        file.close();
    }

    @Test
    void missingSettingIsNamedWithItsCure() {
        assertRefused(config -> config.enforceForeignKeys(false), "foreign_keys = 0", "set it to ON");
        assertRefused(config -> config.setJournalMode(SQLiteConfig.JournalMode.DELETE), "journal_mode = delete", "WAL");
        assertRefused(config -> config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL), "synchronous = 1", "FULL");
        assertRefused(config -> config.setBusyTimeout(0), "busy_timeout = 0", "set it to");
    }

    @Test
    void poolOfManualCommitConnectionsIsUsedAndStaysOpenAndAsItWas() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(file.dataSource());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(3);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            try (MyBatisRepositories repositories = MyBatisRepositories.of(pool)) {
                repositories.<Boolean>write(session -> {
                    session.flavors().insert(Project.DEFAULT, new Flavor("mine", 1, 64, 0));
                    return true;
                });
                assertThat(repositories.<Boolean>read(session ->
                                session.flavors().find(Project.DEFAULT, "mine").isPresent()))
                        .isTrue();
            }
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
            }
        }
    }

    @Test
    void fileAndDataSourceWorkOnOneDatabase() {
        try (MyBatisRepositories byFile = MyBatisRepositories.sqlite(file.path());
                MyBatisRepositories byDataSource = MyBatisRepositories.of(file.dataSource())) {
            assertThat(byFile.<String>read(RepositorySession::installation))
                    .isEqualTo(byDataSource.<String>read(RepositorySession::installation));
        }
    }

    private void assertRefused(Consumer<SQLiteConfig> fault, String... words) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        fault.accept(config);
        assertThatThrownBy(() -> MyBatisRepositories.of(file.dataSource(config)))
                .isInstanceOfSatisfying(
                        RepositoryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNUSABLE))
                .hasMessageContaining(file.path().toString())
                .hasMessageContainingAll(words);
    }
}
