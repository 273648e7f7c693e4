package io.iaas.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.iaas.identity.IdentityService;
import io.iaas.identity.IssuedToken;
import io.iaas.identity.Password;
import io.iaas.identity.Project;
import io.iaas.identity.TooManyAttemptsException;
import io.iaas.identity.UnauthenticatedException;
import io.iaas.identity.User;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.VirtualTime;
import io.iaas.spi.repository.LoginFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final int FREE = 10;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Password SECRET = new Password("correct horse battery");
    private static final Password WRONG = new Password("incorrect horse battery");

    private final VirtualTime time = VirtualTime.create();
    private final InMemoryRepositories repositories = InMemoryRepositories.create(time);
    private final IdentityService identity = instance();
    private final User alice = identity.users().createAdministrator("alice", SECRET);

    private IdentityService instance() {
        return new RecordedIdentity(repositories, new PasswordHashing(1000), new TimeOrderedIds(), Duration.ofHours(9));
    }

    @AfterEach
    void close() {
        repositories.close();
    }

    @Test
    void attemptsThatFailAreSlowedDownMoreAndMoreUpToAMinute() {
        fail("alice", FREE);
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Duration delay = retryAfter("alice");
            delays.add(delay);
            time.advance(delay);
            fail("alice", 1);
        }

        assertThat(delays.stream().map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void earlyAttemptIsRefusedEvenWithTheRightPasswordAndDoesNotMakeItLater() {
        fail("alice", FREE + 5);
        Duration first = retryAfter("alice");

        time.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> logIn("alice")).isInstanceOf(TooManyAttemptsException.class);

        assertThat(retryAfter("alice")).isEqualTo(first.minusSeconds(1));
    }

    @Test
    void whoWaitsLogsInAndStartsAnew() {
        fail("alice", FREE + 3);
        time.advance(retryAfter("alice"));

        assertThat(logIn("alice").userId()).isEqualTo(alice.id());

        fail("alice", FREE);
        assertThat(retryAfter("alice")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void namesThatDoNotExistAreSlowedDownAlike() {
        fail("nobody", FREE);
        assertThat(retryAfter("nobody")).isEqualTo(Duration.ofSeconds(1));
        assertThat(logIn("alice").userId()).isEqualTo(alice.id());
    }

    @Test
    void changesOfPasswordsCountToo() {
        for (int i = 0; i < FREE; i++) {
            assertThatThrownBy(() -> identity.authentication().changePassword("alice", WRONG, SECRET))
                    .isInstanceOf(UnauthenticatedException.class);
        }
        assertThat(retryAfter("alice")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anotherInstanceOnTheSameDatabaseKnows() {
        fail("alice", FREE);

        assertThatThrownBy(() -> instance().authentication().authenticate("alice", SECRET, Project.DEFAULT))
                .isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void anHourAfterTheLastFailureAllIsForgotten() {
        fail("alice", FREE + 1);
        time.advance(Duration.ofHours(1));

        fail("alice", FREE - 1);
        assertThat(logIn("alice").userId()).isEqualTo(alice.id());
    }

    @Test
    void tokensWorkOnAndAPasswordThatIsSetEndsTheWait() {
        var token = logIn("alice").token();
        fail("alice", FREE + 8);
        assertThat(identity.authentication().validate(token).user()).isEqualTo(alice);

        identity.users().setPassword(alice.id(), SECRET);

        assertThat(logIn("alice").userId()).isEqualTo(alice.id());
    }

    @Test
    void attemptsAtTheSameTimeDoNotGetPastItTogether() throws InterruptedException, ExecutionException {
        ExecutorService attackers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Throwable>> attack = new ArrayList<>();
            for (int i = 0; i < 3 * FREE; i++) {
                attack.add(() -> catchThrowable(() -> attempt("alice")));
            }
            int looked = 0;
            for (Future<Throwable> outcome : attackers.invokeAll(attack)) {
                looked += outcome.get() instanceof UnauthenticatedException ? 1 : 0;
            }
            assertThat(looked).isEqualTo(FREE);
        } finally {
            attackers.shutdownNow();
        }
    }

    @Test
    void clockThatIsPutBackMakesNobodyWaitUntilItHasCaughtUp() {
        repositories.<Boolean>write(session -> {
            session.identity()
                    .loginFailures()
                    .put(new LoginFailures(
                            Sha256.hex("alice"), 99, session.now().plus(Duration.ofDays(9))));
            return true;
        });

        assertThatThrownBy(() -> attempt("alice")).isInstanceOf(UnauthenticatedException.class);
        assertThat(retryAfter("alice")).isEqualTo(LONGEST);
        time.advance(LONGEST);
        assertThat(logIn("alice").userId()).isEqualTo(alice.id());
    }

    @Test
    void namesThatAreTriedOnceNeitherGrowWithoutBoundNorPushOutOneThatIsTriedOften() {
        fail("alice", FREE);
        repositories.<Boolean>write(session -> {
            for (int i = 0; i < 20_000; i++) {
                session.identity().loginFailures().put(new LoginFailures("name" + i, 1, session.now()));
            }
            return true;
        });
        fail("nobody", 1);

        assertThat(retryAfter("alice")).isEqualTo(Duration.ofSeconds(1));
        long kept = repositories.<Long>read(session -> IntStream.range(0, 20_000)
                .filter(i -> session.identity().loginFailures().find("name" + i).isPresent())
                .count());
        assertThat(kept).isLessThan(10_000);
    }

    private IssuedToken logIn(String name) {
        return identity.authentication().authenticate(name, SECRET, Project.DEFAULT);
    }

    private void fail(String name, int times) {
        for (int i = 0; i < times; i++) {
            Throwable refused = catchThrowable(() -> attempt(name));
            if (refused instanceof TooManyAttemptsException early) {
                time.advance(early.retryAfter());
                refused = catchThrowable(() -> attempt(name));
            }
            assertThat(refused).isInstanceOf(UnauthenticatedException.class);
        }
    }

    private void attempt(String name) {
        identity.authentication().authenticate(name, WRONG, Project.DEFAULT);
    }

    private Duration retryAfter(String name) {
        TooManyAttemptsException refused = (TooManyAttemptsException) catchThrowable(() -> attempt(name));
        assertThat(refused.retryable()).isTrue();
        return refused.retryAfter();
    }
}
