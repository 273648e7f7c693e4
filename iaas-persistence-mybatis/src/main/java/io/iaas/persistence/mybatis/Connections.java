package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections come from: one unit of work, one connection, in the driver's auto-commit mode. */
interface Connections {
    /** Returns the connection to write through; asked for by one at a time. */
    Connection writer() throws SQLException;

    /** Returns a connection to read through. */
    Connection reader() throws SQLException;

    /** Takes back what {@link #writer} gave. */
    void writerDone(Connection connection) throws SQLException;

    /** Takes back what {@link #reader} gave. */
    void readerDone(Connection connection) throws SQLException;

    /** Closes what the library opened. */
    void close();
}
