package io.iaas.examples.system;

import io.iaas.examples.reliability.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Another process that keeps a database's write lock. */
final class LockHolder implements AutoCloseable {
    private final ChildJvm process;

    /** Returns when the database is locked. */
    LockHolder(Path database) {
        try {
            process = new ChildJvm(LockHolder.class, database.resolveSibling("lock.log"), database);
            Optional<String> said = process.says();
            if (!said.equals(Optional.of("locked"))) {
                process.close();
                throw new IllegalStateException("no lock: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            System.out.println("locked");
            while (System.in.read() >= 0) {
                // Until the end of the process that wants the lock held.
            }
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
