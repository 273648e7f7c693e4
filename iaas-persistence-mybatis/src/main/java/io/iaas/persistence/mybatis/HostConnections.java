package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The host application's connections, given back as they came. */
final class HostConnections implements Connections {
    private final DataSource source;
    private final Sessions sessions;
    private final boolean autoCommit;

    private HostConnections(DataSource source, Sessions sessions, boolean autoCommit) {
        this.source = source;
        this.sessions = sessions;
        this.autoCommit = autoCommit;
    }

    static HostConnections open(DataSource source, Sessions sessions, SqliteErrors errors) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Pragma.requireAll(connection, errors);
            return new HostConnections(source, sessions, connection.getAutoCommit());
        }
    }

    @Override
    public Seat writer() throws SQLException {
        return reader();
    }

    @Override
    public Seat reader() throws SQLException {
        Connection connection = source.getConnection();
        if (!autoCommit) {
            // Ends the transaction that some drivers begin at once: its boundaries are ours.
            connection.setAutoCommit(true);
        }
        return new Seat(connection, sessions.onceOn(connection));
    }

    @Override
    public void writerDone(Seat seat, boolean sound) throws SQLException {
        readerDone(seat, sound);
    }

    @Override
    public void readerDone(Seat seat, boolean sound) throws SQLException {
        try (Connection connection = seat.connection()) {
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
