package io.iaas.persistence.mybatis;

import io.iaas.error.ErrorCode;
import io.iaas.spi.repository.RepositoryException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Tells what an error of SQLite means, in words that name the database and hold neither SQL nor values. */
final class SqliteErrors {
    /** SQLite's code for a lock that was not got in time. */
    static final int BUSY = 5;

    /** The low byte of SQLite's result codes: the primary code. */
    private static final int PRIMARY = 0xff;

    private static final int CONSTRAINT = 19;

    private final String database;

    /**
     * Creates the translation for a database.
     *
     * @param database how messages name it
     */
    SqliteErrors(String database) {
        this.database = database;
    }

    /** Returns what to throw: {@link IllegalStateException} for a record that breaks a rule of the schema. */
    RuntimeException translate(SQLException error) {
        int code = primaryCode(error);
        if (code == CONSTRAINT) {
            return new IllegalStateException("a record breaks a rule of database " + database, error);
        }
        return switch (code) {
            case BUSY, 6 -> unavailable("is locked by another process or connection", error);
            case 7 -> unavailable("got no memory", error);
            case 8 -> unavailable("cannot be written", error);
            case 10 -> unavailable("has an I/O error", error);
            case 13 -> unavailable("is full, or its disk is", error);
            case 14 -> unavailable("cannot be opened", error);
            case 1, 11, 17 -> unusable("is damaged, or its schema was changed by others", error);
            case 26 -> unusable("is not a SQLite database", error);
            default -> unavailable(lostOrBusy(error), error);
        };
    }

    private static String lostOrBusy(SQLException error) {
        return error instanceof SQLTransientConnectionException
                ? "gave no connection in time: others hold all, or another process has locked it"
                : "has lost the connection";
    }

    /** Does what may fail. */
    <T> T translating(Call<T> call) {
        try {
            return call.run();
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    /** Something that talks to the database. */
    interface Call<T> {
        T run() throws SQLException;
    }

    RepositoryException unavailable(String reason) {
        return new RepositoryException(ErrorCode.DATABASE_UNAVAILABLE, message(reason));
    }

    RepositoryException unusable(String reason) {
        return new RepositoryException(ErrorCode.DATABASE_UNUSABLE, message(reason));
    }

    RepositoryException unusable(String reason, Throwable cause) {
        return new RepositoryException(ErrorCode.DATABASE_UNUSABLE, message(reason), cause);
    }

    RepositoryException tooNew(String reason) {
        return new RepositoryException(ErrorCode.DATABASE_TOO_NEW, message(reason));
    }

    /** Returns SQLite's primary result code, or 0 when the error comes from elsewhere. */
    static int primaryCode(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() != 0) {
                return sql.getErrorCode() & PRIMARY;
            }
        }
        return 0;
    }

    private RepositoryException unavailable(String reason, Throwable cause) {
        return new RepositoryException(ErrorCode.DATABASE_UNAVAILABLE, message(reason), cause);
    }

    private String message(String reason) {
        return "database " + database + " " + reason;
    }
}
