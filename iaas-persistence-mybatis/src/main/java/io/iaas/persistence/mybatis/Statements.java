package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Statements that bound transactions. */
final class Statements {
    private Statements() {}

    static void execute(Connection connection, String statement) throws SQLException {
        try (Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }
}
