package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;

/** The settings of a SQLite connection that the repositories' promises rest on. */
enum Pragma {
    /** Without it a crash of the machine can take back what was committed. */
    SYNCHRONOUS("synchronous", "FULL (2)", value -> value.equals("2") || value.equals("3")),
    /** Without it readers and writers block each other. */
    JOURNAL_MODE("journal_mode", "WAL", value -> value.equalsIgnoreCase("wal")),
    /** Without it children of deleted records stay. */
    FOREIGN_KEYS("foreign_keys", "ON (1)", value -> value.equals("1")),
    /** Without it a unit of work fails at once when another one writes. */
    BUSY_TIMEOUT("busy_timeout", "milliseconds above 0", value -> !value.equals("0"));

    private final String key;
    private final String wanted;
    private final Predicate<String> right;

    Pragma(String key, String wanted, Predicate<String> right) {
        this.key = key;
        this.wanted = wanted;
        this.right = right;
    }

    /** Refuses a connection on which one of the settings is not as it must be. */
    static void requireAll(Connection connection, SqliteErrors errors) throws SQLException {
        for (Pragma pragma : values()) {
            String value = value(connection, pragma.key);
            if (!pragma.right.test(value)) {
                throw errors.unusable(
                        "has PRAGMA " + pragma.key + " = " + value + " on its connections; set it to " + pragma.wanted);
            }
        }
    }

    /** Refuses a connection of a pool for readers that could write. */
    static void requireQueryOnly(Connection connection, SqliteErrors errors) throws SQLException {
        if (!value(connection, "query_only").equals("1")) {
            throw errors.unusable("has PRAGMA query_only = 0 on its readers' connections");
        }
    }

    private static String value(Connection connection, String key) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + key)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
