package io.iaas.persistence.mybatis;

import io.iaas.spi.repository.AuditRepository;
import io.iaas.spi.repository.EventRepository;
import io.iaas.spi.repository.FlavorRepository;
import io.iaas.spi.repository.IdentityRepositories;
import io.iaas.spi.repository.ImageRepository;
import io.iaas.spi.repository.LedgerRepository;
import io.iaas.spi.repository.OperationRepository;
import io.iaas.spi.repository.ProjectRepository;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRepository;
import io.iaas.spi.repository.VmRepository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/** A unit of work on one connection. Its mappers translate the database's errors and remember the first one. */
final class UnitOfWork implements RepositorySession {
    private final SqlSession session;
    private final SqliteErrors errors;
    private final Optional<CommittedVms> committedVms;
    private final UnchangedVms unchangedVms = new UnchangedVms();
    private final Thread thread = Thread.currentThread();
    private Optional<RepositoryException> failure = Optional.empty();
    private @Nullable Instant now;
    private @Nullable String installation;
    private boolean ended;

    /** One that reads what is committed is given those that are known already; one that may write is not. */
    UnitOfWork(SqlSession session, SqliteErrors errors, Optional<CommittedVms> committedVms) {
        this.session = session;
        this.errors = errors;
        this.committedVms = committedVms;
    }

    Optional<CommittedVms> committedVms() {
        return committedVms;
    }

    UnchangedVms unchangedVms() {
        return unchangedVms;
    }

    /** Returns a mapper for statements that read. */
    <M> M reading(Class<M> type) {
        check();
        M mapper = session.getMapper(type);
        Object translating =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    refuseAfterFailure();
                    try {
                        return method.invoke(mapper, arguments);
                    } catch (InvocationTargetException e) {
                        throw translated(e.getCause());
                    }
                });
        return type.cast(translating);
    }

    /** Returns a mapper for statements that write. */
    <M> M writing(Class<M> type) {
        if (committedVms.isPresent()) {
            throw new IllegalStateException("the unit of work only reads");
        }
        return reading(type);
    }

    /** Returns the first error of the database: what came after it must not be committed. */
    Optional<RepositoryException> failure() {
        return failure;
    }

    void end() {
        ended = true;
    }

    @Override
    public Instant now() {
        check();
        refuseAfterFailure();
        if (now == null) {
            // SQLite's clock is that of the machine that it runs on, as ours is.
            now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        }
        return now;
    }

    @Override
    public String installation() {
        DatabaseMapper mapper = reading(DatabaseMapper.class);
        if (installation == null) {
            installation = mapper.installation();
        }
        return installation;
    }

    @Override
    public ProjectRepository projects() {
        return new MyBatisProjectRepository(this);
    }

    @Override
    public IdentityRepositories identity() {
        return new MyBatisIdentity(this);
    }

    @Override
    public FlavorRepository flavors() {
        return new MyBatisFlavorRepository(this);
    }

    @Override
    public ImageRepository images() {
        return new MyBatisImageRepository(this);
    }

    @Override
    public VmRepository vms() {
        return new MyBatisVmRepository(this);
    }

    @Override
    public OperationRepository operations() {
        return new MyBatisOperationRepository(this);
    }

    @Override
    public StepRepository steps() {
        return new MyBatisStepRepository(this);
    }

    @Override
    public LedgerRepository ledger() {
        return new MyBatisLedgerRepository(this);
    }

    @Override
    public EventRepository events() {
        return new MyBatisEventRepository(this);
    }

    @Override
    public AuditRepository audit() {
        return new MyBatisAuditRepository(this);
    }

    private void check() {
        if (ended) {
            throw new IllegalStateException("the unit of work has ended");
        }
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("the unit of work belongs to another thread");
        }
    }

    /** SQLite may have rolled back by itself: a statement would then be a transaction of its own. */
    private void refuseAfterFailure() {
        failure.ifPresent(first -> {
            throw first;
        });
    }

    private Throwable translated(@Nullable Throwable thrown) {
        if (thrown instanceof PersistenceException && thrown.getCause() instanceof SQLException sql) {
            RuntimeException error = errors.translate(sql);
            if (failure.isEmpty() && error instanceof RepositoryException database) {
                failure = Optional.of(database);
            }
            return error;
        }
        return thrown == null ? new IllegalStateException("a mapper failed without a cause") : thrown;
    }
}
