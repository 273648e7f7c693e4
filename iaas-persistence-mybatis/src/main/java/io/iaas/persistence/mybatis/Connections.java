package io.iaas.persistence.mybatis;

import java.sql.SQLException;

/** Where connections come from: one unit of work, one connection, in the driver's auto-commit mode. */
interface Connections {
    /** Returns a connection to write through; asked for by one at a time. */
    Seat writer() throws SQLException;

    /** Returns a connection to read through. */
    Seat reader() throws SQLException;

    /**
     * Takes back what {@link #writer} gave.
     *
     * @param sound whether the connection is as it was, so that it can be used again
     */
    void writerDone(Seat seat, boolean sound) throws SQLException;

    /** Takes back what {@link #reader} gave. */
    void readerDone(Seat seat, boolean sound) throws SQLException;

    /** Closes what the library opened. */
    void close();
}
