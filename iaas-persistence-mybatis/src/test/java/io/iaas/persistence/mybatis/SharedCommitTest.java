package io.iaas.persistence.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.spi.repository.RepositoryException;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Units of work that wait for each other: which of them become durable, and by how many commits. */
class SharedCommitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TempDatabase file = new TempDatabase();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SqliteErrors errors = new SqliteErrors("test");
    private final CountingConnections connections = new CountingConnections();
    private final WriteTurns turns = new WriteTurns(connections, errors, PATIENCE);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);

    /** A database with one writer, which counts its uses. */
    private final class CountingConnections implements Connections {
        private int used;
        private int givenBack;

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

    private Function<Seat, Boolean> execute(String statement) {
        return seat -> errors.translating(() -> {
            Statements.execute(seat.connection(), statement);
            return true;
        });
    }

    private Function<Seat, Boolean> insert(int value) {
        return execute("INSERT INTO t VALUES (" + value + ")");
    }

    private Function<Seat, Boolean> failing(int value) {
        return insert(value).andThen(done -> {
            throw new IllegalArgumentException("refused");
        });
    }

    /** Has all but the first stand in line, in their order, while the first one works. */
    private List<CompletableFuture<Boolean>> inLine(List<Function<Seat, Boolean>> units) {
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
            while (turns.inLine() < i) {
                Thread.onSpinWait();
            }
        }
        firstMayEnd.countDown();
        return results;
    }

    private CompletableFuture<Boolean> submit(Function<Seat, Boolean> unit) {
        return CompletableFuture.supplyAsync(() -> turns.write(unit), threads);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Throwable> failureOf(CompletableFuture<Boolean> result) {
        try {
            result.join();
            return Optional.empty();
        } catch (CompletionException e) {
            return Optional.ofNullable(e.getCause());
        }
    }

    private List<Integer> values() throws SQLException {
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

    @Test
    void unitsThatWaitedShareOneCommit() throws SQLException {
        List<CompletableFuture<Boolean>> results = inLine(List.of(insert(1), insert(2), insert(3), insert(4)));

        assertThat(results).allMatch(result -> failureOf(result).isEmpty());
        assertThat(values()).containsExactly(1, 2, 3, 4);
        assertThat(connections.used).isEqualTo(1);
        assertThat(connections.givenBack).isEqualTo(1);
    }

    @Test
    void unitThatNobodyWaitsBehindIsCommittedAlone() throws SQLException {
        turns.write(insert(1));
        assertThat(values()).containsExactly(1);
        turns.write(insert(2));

        assertThat(connections.used).isEqualTo(2);
        assertThat(connections.givenBack).isEqualTo(2);
    }

    @Test
    void unitThatFailsTakesNothingWithIt() throws SQLException {
        List<CompletableFuture<Boolean>> results = inLine(List.of(insert(1), insert(2), failing(3), insert(4)));

        assertThat(failureOf(results.get(2))).get().isInstanceOf(IllegalArgumentException.class);
        results.remove(2);
        assertThat(results).allMatch(result -> failureOf(result).isEmpty());
        assertThat(values()).containsExactly(1, 2, 4);
        assertThat(connections.used).isEqualTo(1);
    }

    @Test
    void firstUnitThatFailsLeavesTheOthersACommit() throws SQLException {
        List<CompletableFuture<Boolean>> results = inLine(List.of(failing(1), insert(2), insert(3)));

        assertThat(failureOf(results.get(0))).get().isInstanceOf(IllegalArgumentException.class);
        assertThat(failureOf(results.get(1))).isEmpty();
        assertThat(failureOf(results.get(2))).isEmpty();
        assertThat(values()).containsExactly(2, 3);
        assertThat(connections.givenBack).isEqualTo(connections.used).isEqualTo(2);
    }

    @Test
    void nobodyIsToldOfATransactionThatTheDatabaseEnded() throws SQLException {
        List<CompletableFuture<Boolean>> results =
                inLine(List.of(insert(1), insert(2), execute("ROLLBACK"), insert(4)));

        assertThat(results.subList(0, 3))
                .allSatisfy(result -> assertThat(failureOf(result)).get().isInstanceOf(RepositoryException.class));
        assertThat(failureOf(results.get(3))).isEmpty();
        assertThat(values()).containsExactly(4);
        assertThat(connections.givenBack).isEqualTo(connections.used).isEqualTo(2);
    }

    @Test
    void nobodyIsToldOfACommitThatFails() throws SQLException {
        turns.write(execute("CREATE TABLE parent (v INTEGER PRIMARY KEY)"));
        turns.write(execute("CREATE TABLE child (v INTEGER REFERENCES parent (v) DEFERRABLE INITIALLY DEFERRED)"));

        List<CompletableFuture<Boolean>> results =
                inLine(List.of(insert(1), execute("INSERT INTO child VALUES (7)"), insert(3)));

        assertThat(results).allMatch(result -> failureOf(result).isPresent());
        assertThat(values()).isEmpty();
        turns.write(insert(9));
        assertThat(values()).containsExactly(9);
    }

    @Test
    void noCommitIsSharedWithoutEnd() throws SQLException {
        List<Function<Seat, Boolean>> units =
                IntStream.range(0, 70).mapToObj(this::insert).toList();

        List<CompletableFuture<Boolean>> results = inLine(units);

        assertThat(results).allMatch(result -> failureOf(result).isEmpty());
        assertThat(values()).hasSize(units.size());
        assertThat(connections.used).isEqualTo(2);
    }

    @Test
    void failureOfAUnitThatAnotherThreadRanIsTracedToItsCaller() {
        List<CompletableFuture<Boolean>> results = inLine(List.of(insert(1), failing(2)));

        StackTraceElement[] trace =
                failureOf(results.get(1)).map(Throwable::getStackTrace).orElseThrow();
        assertThat(trace[0].getMethodName()).contains("failing");
        assertThat(trace).extracting(StackTraceElement::getClassName).contains(WriteTurns.class.getName());
        assertThat(trace).extracting(StackTraceElement::getMethodName).anyMatch(name -> name.contains("submit"));
        assertThat(trace).extracting(StackTraceElement::getMethodName).doesNotContain("lead");
    }

    @Test
    void callerThatIsInterruptedInLineLeavesIt() throws SQLException {
        CompletableFuture<Thread> waiting = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> first = submit(seat -> {
            begun.countDown();
            await(firstMayEnd);
            return insert(1).apply(seat);
        });
        await(begun);
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(
                () -> {
                    waiting.complete(Thread.currentThread());
                    assertThatThrownBy(() -> turns.write(insert(2))).isInstanceOf(RepositoryException.class);
                    return Thread.interrupted();
                },
                threads);
        while (turns.inLine() < 1) {
            Thread.onSpinWait();
        }
        waiting.join().interrupt();

        assertThat(interrupted.join()).isTrue();
        firstMayEnd.countDown();
        assertThat(first.join()).isTrue();
        assertThat(values()).containsExactly(1);
    }

    @Test
    void callerThatIsInterruptedInItsTurnLearnsWhatBecameOfIt() throws SQLException {
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> first = submit(seat -> {
            begun.countDown();
            await(firstMayEnd);
            return true;
        });
        await(begun);
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(
                () -> {
                    caller.complete(Thread.currentThread());
                    boolean done = turns.write(seat -> {
                        caller.join().interrupt();
                        return insert(2).apply(seat);
                    });
                    return done && Thread.interrupted();
                },
                threads);
        while (turns.inLine() < 1) {
            Thread.onSpinWait();
        }
        firstMayEnd.countDown();

        assertThat(first.join()).isTrue();
        assertThat(interrupted.join()).isTrue();
        assertThat(values()).containsExactly(2);
    }

    @Test
    void turnThatDoesNotComeInTimeIsUnavailable() {
        WriteTurns impatient = new WriteTurns(connections, errors, Duration.ofMillis(50));
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(
                () -> impatient.write(connection -> {
                    begun.countDown();
                    await(firstMayEnd);
                    return true;
                }),
                threads);
        await(begun);

        assertThatThrownBy(() -> impatient.write(insert(2)))
                .isInstanceOfSatisfying(
                        RepositoryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));

        firstMayEnd.countDown();
        assertThat(first.join()).isTrue();
    }
}
