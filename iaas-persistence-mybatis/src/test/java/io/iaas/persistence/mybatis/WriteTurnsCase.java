package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Units of work that stand in line to write, on a database that counts how often its writer is used. */
abstract class WriteTurnsCase {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final TempDatabase file = new TempDatabase();
    final ExecutorService threads = Executors.newCachedThreadPool();
    final SqliteErrors errors = new SqliteErrors("test");
    final CountingConnections connections = new CountingConnections();
    final WriteTurns turns = new WriteTurns(connections, errors, PATIENCE);
    final CountDownLatch firstMayEnd = new CountDownLatch(1);

    /** A database with one writer, which counts its uses. */
    final class CountingConnections implements Connections {
        int used;
        int givenBack;

        @Override
        public Seat writer() throws SQLException {
            used++;
            Connection connection = file.dataSource().getConnection();
            return new Seat(connection, new Sessions().onceOn(connection));
        }

        @Override
        public Seat reader() throws SQLException {
            return writer();
        }

        @Override
        public void writerDone(Seat seat, boolean sound) throws SQLException {
            givenBack++;
            seat.close();
        }

        @Override
        public void readerDone(Seat seat, boolean sound) throws SQLException {
            writerDone(seat, sound);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void makeTable() {
        turns.write(execute("PRAGMA journal_mode = WAL"));
        turns.write(execute("CREATE TABLE t (v INTEGER PRIMARY KEY)"));
        connections.used = 0;
        connections.givenBack = 0;
    }

    @AfterEach
    void remove() {
        threads.shutdownNow();
        file.close();
    }

    final Function<Seat, Boolean> execute(String statement) {
        return seat -> errors.translating(() -> {
            Statements.execute(seat.connection(), statement);
            return true;
        });
    }

    final Function<Seat, Boolean> insert(int value) {
        return execute("INSERT INTO t VALUES (" + value + ")");
    }

    final Function<Seat, Boolean> failing(int value) {
        return insert(value).andThen(done -> {
            throw new IllegalArgumentException("refused");
        });
    }

    /** Has all but the first stand in line, in their order, while the first one works. */
    final List<CompletableFuture<Boolean>> inLine(List<Function<Seat, Boolean>> units) {
        List<CompletableFuture<Boolean>> results = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        results.add(submit(connection -> {
            begun.countDown();
            await(firstMayEnd);
            return units.get(0).apply(connection);
        }));
        await(begun);
        for (int i = 1; i < units.size(); i++) {
            results.add(submit(units.get(i)));
            awaitInLine(i);
        }
        firstMayEnd.countDown();
        return results;
    }

    final CompletableFuture<Boolean> submit(Function<Seat, Boolean> unit) {
        return CompletableFuture.supplyAsync(() -> turns.write(unit), threads);
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Optional<Throwable> failureOf(CompletableFuture<Boolean> result) {
        try {
            result.join();
            return Optional.empty();
        } catch (CompletionException e) {
            return Optional.ofNullable(e.getCause());
        }
    }

    final List<Integer> values() throws SQLException {
        List<Integer> values = new ArrayList<>();
        try (Connection connection = file.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT v FROM t ORDER BY v")) {
            while (rows.next()) {
                values.add(rows.getInt(1));
            }
        }
        return values;
    }

    final void awaitInLine(int units) {
        while (turns.inLine() < units) {
            Thread.onSpinWait();
        }
    }
}
