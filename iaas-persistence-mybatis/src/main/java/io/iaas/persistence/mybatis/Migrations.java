package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a database to this version's schema, in one transaction under the write lock: of two processes that start at
 * once, one migrates and the other one finds it done.
 */
final class Migrations {
    static final List<Migration> ALL = List.of(
            Migration.read("sqlite", "V1__schema.sql"),
            Migration.read("sqlite", "V2__recovery.sql"),
            Migration.read("sqlite", "V3__observed_states.sql"),
            Migration.read("sqlite", "V4__counted_states.sql"),
            Migration.read("sqlite", "V5__identity.sql"),
            Migration.read("sqlite", "V6__quotas.sql"),
            Migration.read("sqlite", "V7__audit.sql"),
            Migration.read("sqlite", "V8__key_pairs.sql"),
            Migration.read("sqlite", "V9__closed_projects.sql"),
            Migration.read("sqlite", "V10__given_roles.sql"),
            Migration.read("sqlite", "V11__leases.sql"));

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS iaas_schema (
                version INTEGER NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                checksum TEXT NOT NULL,
                applied_at INTEGER NOT NULL
            ) STRICT""";

    private final List<Migration> known;
    private final SqliteErrors errors;

    Migrations(List<Migration> known, SqliteErrors errors) {
        this.known = known;
        this.errors = errors;
    }

    /** Returns whether the database is at this version's schema, without taking a lock. */
    boolean current(Connection connection) {
        try {
            return exists(connection) && pending(connection).isEmpty();
        } catch (SQLException e) {
            throw errors.translate(e);
        }
    }

    /** Applies what is missing; the caller's transaction holds the write lock. */
    void apply(Connection connection, UnitOfWork unit) {
        try {
            execute(connection, TABLE);
            for (Migration migration : pending(connection)) {
                for (String statement : migration.statements()) {
                    execute(connection, statement);
                }
                record(connection, migration, unit.now().toEpochMilli());
                if (migration.version() == 1) {
                    NewDatabase.fill(unit);
                }
            }
        } catch (SQLException e) {
            throw errors.translate(e);
        }
    }

    private List<Migration> pending(Connection connection) throws SQLException {
        int applied = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version, checksum FROM iaas_schema ORDER BY version")) {
            while (rows.next()) {
                check(rows.getInt(1), applied, rows.getString(2), connection);
                applied++;
            }
        }
        return known.subList(applied, known.size());
    }

    private void check(int version, int applied, String checksum, Connection connection) throws SQLException {
        int latest = known.size();
        if (version > latest) {
            throw errors.tooNew("has schema version " + newest(connection) + ", and this version of the library knows "
                    + latest + ": update the library");
        }
        if (version != applied + 1 || !known.get(applied).checksum().equals(checksum)) {
            throw errors.unusable("has a schema version " + version + " that is not the library's: its records of"
                    + " migrations were changed");
        }
    }

    private static int newest(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT max(version) FROM iaas_schema")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'iaas_schema'")) {
            return rows.next();
        }
    }

    private static void record(Connection connection, Migration migration, long now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO iaas_schema (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)")) {
            insert.setInt(1, migration.version());
            insert.setString(2, migration.name());
            insert.setString(3, migration.checksum());
            insert.setLong(4, now);
            insert.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
