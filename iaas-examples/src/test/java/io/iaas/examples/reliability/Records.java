package io.iaas.examples.reliability;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a SQLite database says, read by plain SQL and not by the library that is to be judged by it.
 *
 * @param tables the rows of each table, in the order of their keys, by the table's name
 */
public record Records(Map<String, List<Row>> tables) {
    /** A row: text by the column's name; a NULL has no entry. */
    public record Row(Map<String, String> columns) {
        /** Returns the text of a column that is never NULL. */
        public String text(String column) {
            return find(column).orElseThrow(() -> new IllegalArgumentException("no " + column + " in " + columns));
        }

        /** Returns the text of a column, or empty. */
        public Optional<String> find(String column) {
            return Optional.ofNullable(columns.get(column));
        }
    }

    /** Reads a database file that may be open elsewhere. */
    public static Records read(Path database) {
        Map<String, List<Row>> tables = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            connection.setAutoCommit(false);
            String names = """
                    SELECT t.name, CASE count(*) WHEN 1 THEN '1' ELSE '1, 2' END AS key
                    FROM sqlite_schema t, pragma_table_info(t.name)
                    WHERE t.type = 'table' AND t.name LIKE 'iaas_%' GROUP BY t.name ORDER BY t.name""";
            for (Row table : rows(connection, names)) {
                String name = table.text("name");
                tables.put(name, rows(connection, "SELECT * FROM " + name + " ORDER BY " + table.text("key")));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + database, e);
        }
        return new Records(tables);
    }

    private static List<Row> rows(Connection connection, String select) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            while (result.next()) {
                Map<String, String> columns = new LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    String value = result.getString(i);
                    if (value != null) {
                        columns.put(result.getMetaData().getColumnName(i), value);
                    }
                }
                rows.add(new Row(columns));
            }
        }
        return rows;
    }

    /** Returns the rows of a table. */
    public List<Row> rows(String table) {
        return Optional.ofNullable(tables.get(table))
                .orElseThrow(() -> new IllegalArgumentException("no table " + table + " in " + tables.keySet()));
    }

    /** Returns what all names of this installation on a host begin with. */
    public String prefix() {
        return "iaas-" + rows("iaas_installation").get(0).text("id") + "-";
    }

    /** Returns all of it as text, to compare and to search. */
    public String dump() {
        return tables.entrySet().stream()
                .map(table -> table.getKey() + "\n"
                        + table.getValue().stream()
                                .map(row -> "  " + row.columns() + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
    }
}
