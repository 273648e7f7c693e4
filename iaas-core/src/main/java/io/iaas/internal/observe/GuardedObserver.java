package io.iaas.internal.observe;

import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import io.iaas.spi.observe.HypervisorCall;
import io.iaas.spi.observe.IaasObserver;
import io.iaas.spi.observe.Load;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on to an observer what it is told, and keeps what it throws from the work that it watches. */
public final class GuardedObserver implements IaasObserver {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedObserver.class);

    private final IaasObserver observer;
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean closed;

    /** Guards an observer. */
    public GuardedObserver(IaasObserver observer) {
        this.observer = observer;
    }

    @Override
    public void watching(Load load) {
        guard(() -> observer.watching(load));
    }

    @Override
    public void operationSubmitted(OperationKind kind) {
        guard(() -> observer.operationSubmitted(kind));
    }

    @Override
    public void operationBegun(OperationKind kind, Duration queued) {
        guard(() -> observer.operationBegun(kind, queued));
    }

    @Override
    public void operationSettled(OperationKind kind, OperationState state, Duration taken) {
        guard(() -> observer.operationSettled(kind, state, taken));
    }

    @Override
    public void hypervisorCalled(HypervisorCall call) {
        guard(() -> observer.hypervisorCalled(call));
    }

    @Override
    public void close() {
        guard(observer::close);
        closed = true;
    }

    /** A call to a host that hangs may end behind the close. */
    private void guard(Runnable word) {
        if (closed) {
            return;
        }
        try {
            word.run();
        } catch (RuntimeException | Error e) {
            // One that fails at every call must not fill the log.
            if (failed.compareAndSet(false, true)) {
                LOG.warn(
                        "the observer failed; nothing but its figures suffers; later failures are told at level debug",
                        e);
            } else {
                LOG.debug("the observer failed", e);
            }
        }
    }
}
