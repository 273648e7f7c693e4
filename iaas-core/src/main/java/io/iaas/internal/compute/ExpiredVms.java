package io.iaas.internal.compute;

import io.iaas.audit.Actor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.error.ClosedException;
import io.iaas.error.ConflictException;
import io.iaas.error.NotFoundException;
import io.iaas.internal.audit.Acting;
import io.iaas.internal.engine.Environment;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.PeriodicThread;
import io.iaas.operation.OperationKind;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.repository.RepositoryException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has machines deleted whose leases have ended. Several processes may do so on one database: the first one submits the
 * delete, and the others find the machine going away.
 */
public final class ExpiredVms implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiredVms.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int PAGE = 100;

    private final Environment environment;
    private final OperationEngine engine;
    private final PeriodicThread thread = new PeriodicThread("iaas-leases-of-vms", PERIOD, this::delete);
    /** What was tried, and may be found again because it did not work. */
    private final Map<VmId, Pause> pauses = new HashMap<>();

    /** Creates it at rest; {@link #start} has it look every second. */
    public ExpiredVms(Environment environment, OperationEngine engine) {
        this.environment = environment;
        this.engine = engine;
    }

    /** Begins to look for machines whose leases have ended, those that ended while nobody looked included. */
    public void start() {
        thread.execute(this::delete);
        thread.start();
    }

    /**
     * Submits the deletes that are due. What could not be deleted is tried again, later each time. Not for use by many
     * threads.
     */
    public void delete() {
        try {
            deleteAll();
        } catch (RepositoryException | ClosedException e) {
            LOG.warn("VMs whose leases have ended stay for now: {}", e.getMessage());
        }
    }

    private void deleteAll() {
        long now = environment.ticks().getAsLong();
        pauses.values().removeIf(pause -> pause.forgotten(now));
        Optional<Vm> last = Optional.empty();
        do {
            List<Vm> page = next(last);
            page.stream().filter(vm -> mayBeTried(vm, now)).forEach(this::delete);
            last = page.size() < PAGE ? Optional.empty() : Optional.of(page.get(PAGE - 1));
        } while (last.isPresent());
    }

    private List<Vm> next(Optional<Vm> last) {
        return environment.repositories().read(session -> session.vms().expired(session.now(), last, PAGE));
    }

    private boolean mayBeTried(Vm vm, long now) {
        return Optional.ofNullable(pauses.get(vm.id()))
                .map(pause -> pause.over(now))
                .orElse(true);
    }

    private void delete(Vm vm) {
        long now = environment.ticks().getAsLong();
        pauses.merge(vm.id(), Pause.first(now), (before, first) -> before.longer(now));
        try {
            Acting.onBehalfOf(
                    Actor.LEASE,
                    OperationKind.VM_DELETE,
                    () -> engine.submit(
                            VmDeletion.submission(vm.projectId(), engine.newId(), vm.id(), SubmitOptions.none()),
                            session ->
                                    VmDeletion.requestAtEndOfLease(session, vm.projectId(), vm.id(), engine::cancel)));
            LOG.info("VM '{}' ({}) is deleted: its lease has ended", vm.name(), vm.id());
        } catch (NotFoundException | ConflictException e) {
            LOG.debug("the lease of VM {} has ended, and it is not deleted now: {}", vm.id(), e.getMessage());
        }
    }

    /** Looks no more; a look under way ends. Idempotent. */
    @Override
    public void close() {
        thread.close();
    }
}
