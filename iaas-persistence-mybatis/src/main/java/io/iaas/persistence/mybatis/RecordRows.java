package io.iaas.persistence.mybatis;

import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.executor.resultset.ResultSetHandler;

/**
 * Makes records of the rows of a query. MyBatis' own handler asks the driver for the type of every column of every
 * result, which takes SQLite's longer than to read a row.
 */
final class RecordRows implements ResultSetHandler {
    private final RecordShape shape;

    RecordRows(RecordShape shape) {
        this.shape = shape;
    }

    @Override
    @SuppressWarnings("unchecked") // MyBatis knows what it asked for by the statement alone.
    public <E> List<E> handleResultSets(Statement statement) throws SQLException {
        List<Object> records = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            RecordShape.Reader reader = shape.in(rows);
            while (rows.next()) {
                records.add(reader.read(rows));
            }
        }
        return (List<E>) records;
    }

    @Override
    public <E> Cursor<E> handleCursorResultSets(Statement statement) {
        throw new UnsupportedOperationException("rows are read at once");
    }

    @Override
    public void handleOutputParameters(CallableStatement statement) {
        throw new UnsupportedOperationException("there are no stored procedures");
    }
}
