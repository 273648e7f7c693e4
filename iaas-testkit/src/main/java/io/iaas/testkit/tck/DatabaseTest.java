package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Vm;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import io.iaas.spi.repository.StoredUser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a database of its own, which holds the default project and another one. */
abstract class DatabaseTest {
    /** The project of a tenant that must never see the default project's records. */
    static final ProjectId OTHER = new ProjectId(new UUID(7, 7));

    @SuppressWarnings("NullAway.Init")
    private RepositoriesFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private Samples samples;

    /** Returns a new, empty database. */
    protected abstract RepositoriesFixture newFixture();

    @BeforeEach
    final void openDatabase() {
        fixture = newFixture();
        samples = new Samples(read(RepositorySession::now));
        writing(session -> session.projects().insert(new Project(OTHER, "other", session.now())));
    }

    @AfterEach
    final void closeDatabase() {
        try (RepositoriesFixture closing = fixture) {
            assertThat(closing).isNotNull();
        }
    }

    final RepositoriesFixture fixture() {
        return fixture;
    }

    final Repositories repositories() {
        return fixture.repositories();
    }

    final Samples samples() {
        return samples;
    }

    final Instant start() {
        return samples.start();
    }

    final <T> T read(Function<RepositorySession, T> work) {
        return repositories().read(work);
    }

    final <T> T write(Function<RepositorySession, T> work) {
        return repositories().write(work);
    }

    /** Reads what may be absent; assertions need to know that much of the type. */
    final <T> Optional<T> found(Function<RepositorySession, Optional<T>> work) {
        return read(work);
    }

    final <T> List<T> listed(Function<RepositorySession, List<T>> work) {
        return read(work);
    }

    final boolean asked(Predicate<RepositorySession> work) {
        return this.<Boolean>read(work::test);
    }

    final boolean changed(Predicate<RepositorySession> work) {
        return this.<Boolean>write(work::test);
    }

    final Instant now() {
        return read(RepositorySession::now);
    }

    final String installation() {
        return read(RepositorySession::installation);
    }

    final void writing(Consumer<RepositorySession> work) {
        repositories().<Boolean>write(session -> {
            work.accept(session);
            return true;
        });
    }

    final Vm insert(Vm vm) {
        writing(session -> session.vms().insert(vm));
        return vm;
    }

    final StoredOperation insert(StoredOperation operation) {
        writing(session -> session.operations().insert(operation));
        return operation;
    }

    final StoredUser insert(StoredUser user) {
        writing(session -> session.identity().users().insert(user));
        return user;
    }

    static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IaasException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
