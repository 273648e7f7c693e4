package io.iaas.examples.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of a database file, read past the library. */
final class Rows {
    private Rows() {}

    /** Returns the names of all tables with their columns. */
    static Map<String, List<String>> tables(Path database) throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        for (List<String> row : query(
                database,
                "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'")) {
            tables.computeIfAbsent(row.get(0), table -> new ArrayList<>()).add(row.get(1));
        }
        return tables;
    }

    /** Returns these columns of all rows of these tables. */
    static Map<String, List<List<String>>> of(Path database, Map<String, List<String>> tables) throws SQLException {
        Map<String, List<List<String>>> rows = new TreeMap<>();
        for (Map.Entry<String, List<String>> table : tables.entrySet()) {
            String columns = String.join(", ", table.getValue());
            rows.put(
                    table.getKey(),
                    query(database, "SELECT %s FROM %s ORDER BY %s".formatted(columns, table.getKey(), columns)));
        }
        return rows;
    }

    static List<List<String>> query(Path database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    row.add(String.valueOf(rows.getString(column)));
                }
                all.add(row);
            }
            return all;
        }
    }

    static void change(Path database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
