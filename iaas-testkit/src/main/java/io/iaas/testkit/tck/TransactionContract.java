package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.Role;
import io.iaas.identity.UserId;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.IdentityRepositories;
import io.iaas.spi.repository.LoginFailures;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredToken;
import io.iaas.spi.repository.StoredUser;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

abstract class TransactionContract extends DatabaseTest {
    private static final int THREADS = 8;
    private static final int CHANGES = 25;

    @Test
    void workThatThrowsLeavesNothingAndThrowsTheSame() {
        Vm vm = samples().fullVm("web");
        RuntimeException failure = new IllegalArgumentException("the work failed");
        assertThatThrownBy(() -> writing(session -> {
                    session.vms().insert(vm);
                    session.images().insert(samples().image("debian"));
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(found(session -> session.vms().find(Project.DEFAULT, vm.id())))
                .isEmpty();
        assertThat(found(session -> session.images().findByName(Project.DEFAULT, "debian")))
                .isEmpty();
    }

    @Test
    void workRunsOnTheThreadOfItsCaller() {
        assertThat(this.<Thread>write(session -> Thread.currentThread())).isSameAs(Thread.currentThread());
        assertThat(this.<Thread>read(session -> Thread.currentThread())).isSameAs(Thread.currentThread());
    }

    @Test
    void errorsRollBackToo() {
        Error failure = new AssertionError("the work failed");
        assertThatThrownBy(() -> writing(session -> {
                    session.vms().insert(samples().vm("web"));
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(names()).isEmpty();
    }

    @Test
    void conflictThatTheWorkHandlesLeavesTheRestOfIt() {
        insert(samples().vm("taken"));
        writing(session -> {
            session.vms().insert(samples().vm("first"));
            assertFails(
                    ErrorCode.NAME_TAKEN, () -> session.vms().insert(samples().vm("taken")));
            session.vms().insert(samples().vm("second"));
        });
        assertThat(names()).containsExactly("taken", "first", "second");
    }

    @Test
    void unitSeesItsOwnWrites() {
        Vm vm = samples().fullVm("web");
        Vm seen = write(session -> {
            session.vms().insert(vm);
            return session.vms().find(Project.DEFAULT, vm.id()).orElseThrow();
        });
        assertThat(seen).isEqualTo(vm);
    }

    @Test
    void readersSeeNothingOfAnOpenWriteAndDoNotWaitForIt() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writing(session -> {
            session.vms().insert(samples().vm("web"));
            written.countDown();
            await(looked);
        }));
        await(written);
        assertThat(names()).isEmpty();
        looked.countDown();
        writer.get(30, TimeUnit.SECONDS);
        assertThat(names()).containsExactly("web");
    }

    @Test
    void readKeepsItsStateWhateverIsWrittenMeanwhile() {
        insert(samples().vm("first"));
        List<String> before = new ArrayList<>();
        List<String> after = read(session -> {
            before.addAll(names(session));
            CompletableFuture.runAsync(() -> insert(samples().vm("second"))).join();
            return names(session);
        });
        assertThat(before).containsExactly("first");
        assertThat(after).containsExactly("first");
        assertThat(names()).containsExactly("first", "second");
    }

    @Test
    void writesRunAsIfAlone() {
        Vm counter = insert(samples().vm("counter"));
        CompletableFuture<?>[] writers = new CompletableFuture<?>[THREADS];
        for (int i = 0; i < THREADS; i++) {
            writers[i] = CompletableFuture.runAsync(() -> {
                for (int change = 0; change < CHANGES; change++) {
                    writing(session -> session.vms()
                            .update(session.vms()
                                    .find(Project.DEFAULT, counter.id())
                                    .orElseThrow()));
                }
            });
        }
        CompletableFuture.allOf(writers).join();
        assertThat(found(session -> session.vms().find(Project.DEFAULT, counter.id())))
                .get()
                .extracting(Vm::version)
                .isEqualTo((long) THREADS * CHANGES);
    }

    @Test
    void writeWithinAReadFails() {
        Vm vm = insert(samples().vm("web"));
        assertThatThrownBy(() -> read(session -> session.vms().update(vm))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> read(session -> session.vms().delete(Project.DEFAULT, vm.id())))
                .isInstanceOf(IllegalStateException.class);
        assertThat(found(session -> session.vms().find(Project.DEFAULT, vm.id())))
                .contains(vm);
    }

    @Test
    void whoMayDoWhatIsNotWrittenWithinARead() {
        StoredUser user = insert(samples().user("alice"));
        UserId id = user.user().id();
        List<Function<IdentityRepositories, Runnable>> writes = List.of(
                identity -> () -> identity.users().insert(samples().user("bob")),
                identity -> () -> identity.users().update(user),
                identity -> () -> identity.users().delete(id),
                identity -> () -> identity.memberships().put(OTHER, id, Role.ADMIN),
                identity -> () -> identity.memberships().delete(OTHER, id),
                identity -> () -> identity.tokens().insert(new StoredToken("hash", id, OTHER, start())),
                identity -> () -> identity.tokens().delete("hash"),
                identity -> () -> identity.tokens().deleteOf(id),
                identity -> () -> identity.tokens().deleteExpired(start()),
                identity -> () -> identity.loginFailures().put(new LoginFailures("key", 1, start())),
                identity -> () -> identity.loginFailures().delete("key"),
                identity -> () -> identity.loginFailures().trim(start(), 1));
        writes.forEach(write -> assertThatThrownBy(() -> read(session -> {
                    write.apply(session.identity()).run();
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class));
        assertThatThrownBy(() -> read(session -> session.projects().delete(OTHER)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(found(session -> session.identity().users().find(id))).contains(user);
    }

    @Test
    void unitsDoNotNest() {
        assertThatThrownBy(() -> writing(session -> names())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> read(session -> write(RepositorySession::now)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void sessionIsRefusedAfterItsEnd() {
        RepositorySession kept = read(session -> session);
        assertThatThrownBy(() -> kept.now()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.vms().list(Project.DEFAULT, VmQuery.all(), PageRequest.first(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sessionIsRefusedOnAnotherThread() {
        read(session -> {
            CompletableFuture<List<String>> elsewhere = CompletableFuture.supplyAsync(() -> names(session));
            assertThatThrownBy(elsewhere::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            return session.now();
        });
    }

    @Test
    void clockStandsStillWithinAUnitAndGoesOnBehindIt() {
        write(session -> {
            assertThat(session.now()).isEqualTo(session.now());
            assertThat(session.now()).isEqualTo(session.now().truncatedTo(ChronoUnit.MILLIS));
            return session.now();
        });
        fixture().pass(Duration.ofMillis(2));
        assertThat(now()).isAfter(start());
    }

    @Test
    void installationIsTwelveHexadecimalDigitsAndStays() {
        String installation = installation();
        assertThat(installation).matches("[0-9a-f]{12}");
        assertThat(installation()).isEqualTo(installation);
    }

    @Test
    void closeEndsTheDatabaseOnceAndForAll() {
        repositories().close();
        repositories().close();
        assertFails(ErrorCode.DATABASE_UNAVAILABLE, () -> read(RepositorySession::now));
        assertFails(ErrorCode.DATABASE_UNAVAILABLE, () -> write(RepositorySession::now));
    }

    @Test
    void closeWaitsForUnitsUnderWay() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Integer> unit = CompletableFuture.supplyAsync(() -> write(session -> {
            inside.countDown();
            await(go);
            session.vms().insert(samples().vm("web"));
            return names(session).size();
        }));
        await(inside);
        CompletableFuture<Void> close =
                CompletableFuture.runAsync(() -> repositories().close());
        go.countDown();
        close.get(30, TimeUnit.SECONDS);
        assertThat(unit.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void unitCannotCloseItsOwnDatabase() {
        assertThatThrownBy(() -> writing(session -> repositories().close())).isInstanceOf(IllegalStateException.class);
        assertThat(names()).isEmpty();
    }

    private List<String> names() {
        return read(TransactionContract::names);
    }

    private static List<String> names(RepositorySession session) {
        return session
                .vms()
                .list(Project.DEFAULT, VmQuery.all(), PageRequest.first(PageRequest.MAX_LIMIT))
                .items()
                .stream()
                .map(Vm::name)
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
