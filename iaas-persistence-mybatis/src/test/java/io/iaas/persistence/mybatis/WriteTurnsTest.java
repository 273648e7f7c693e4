package io.iaas.persistence.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.spi.repository.RepositoryException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What callers learn of their units of work, whichever thread runs them. */
class WriteTurnsTest extends WriteTurnsCase {
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
        awaitInLine(1);
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
        awaitInLine(1);
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
