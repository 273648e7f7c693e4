package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;

/** Finds out which database is behind the host application's DataSource. */
final class HostDatabase {
    private HostDatabase() {}

    /** Returns the errors of the database by its name, or refuses a kind that is not supported. */
    static SqliteErrors errors(DataSource source) {
        SqliteErrors unnamed = new SqliteErrors("of the host application");
        try (Connection connection = source.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!product.toLowerCase(Locale.ROOT).equals("sqlite")) {
                throw unnamed.unusable("is of " + product + ", and this version of the library supports SQLite only");
            }
            return new SqliteErrors(file(connection));
        } catch (SQLException e) {
            throw unnamed.translate(e);
        }
    }

    private static String file(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA database_list")) {
            String file = rows.next() ? rows.getString("file") : "";
            return file == null || file.isEmpty() ? "in memory" : file;
        }
    }
}
