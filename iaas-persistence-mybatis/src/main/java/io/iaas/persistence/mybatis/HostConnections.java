package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The host application's connections, given back as they came. */
final class HostConnections implements Connections {
    private final DataSource source;
    private final boolean autoCommit;

    private HostConnections(DataSource source, boolean autoCommit) {
        this.source = source;
        this.autoCommit = autoCommit;
    }

    static HostConnections open(DataSource source, SqliteErrors errors) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Pragma.requireAll(connection, errors);
            return new HostConnections(source, connection.getAutoCommit());
        }
    }

    @Override
    public Connection writer() throws SQLException {
        return reader();
    }

    @Override
    public Connection reader() throws SQLException {
        Connection connection = source.getConnection();
        if (!autoCommit) {
            // Ends the transaction that some drivers begin at once: its boundaries are ours.
            connection.setAutoCommit(true);
        }
        return connection;
    }

    @Override
    public void writerDone(Connection connection) throws SQLException {
        readerDone(connection);
    }

    @Override
    public void readerDone(Connection connection) throws SQLException {
        try (connection) {
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        }
    }

    @Override
    public void close() {
        // The DataSource is the host application's.
    }
}
