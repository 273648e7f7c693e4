package io.iaas.persistence.mybatis;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.spi.repository.RepositoryException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Units of work that wait for each other: which of them become durable, and by how many commits. */
class SharedCommitTest extends WriteTurnsCase {
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
}
