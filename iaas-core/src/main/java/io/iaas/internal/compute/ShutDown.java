package io.iaas.internal.compute;

import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.internal.engine.Consequence;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepFailedException;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.repository.StepRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks the guest to power off, again and again until it does: a guest that is still booting misses the first ones. */
final class ShutDown extends VmStep {
    /** The input that tells how long the guest may take. */
    static final String LIMIT = "stop.limit";
    /** The input that tells whether to cut the power after that. */
    static final String THEN_FORCE = "stop.thenForce";

    private static final Duration ASK_EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    ShutDown() {
        super("shut-down");
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        Duration limit = Duration.parse(context.requiredInput(LIMIT));
        if (!obeys(context, limit)) {
            if (!Boolean.parseBoolean(context.requiredInput(THEN_FORCE))) {
                throw new StepFailedException(
                        ErrorCode.GUEST_TIMEOUT,
                        "VM '" + context.operation().target().name() + "' did not power off within " + limit
                                + " and runs on");
            }
            context.hypervisor().power().powerOff(domain(context));
        }
        return Map.of();
    }

    private static boolean obeys(StepContext context, Duration limit) {
        long began = context.nanoTime();
        long asked = began - ASK_EVERY.toNanos();
        while (!off(context)) {
            long now = context.nanoTime();
            if (now - began >= limit.toNanos()) {
                return false;
            }
            if (now - asked >= ASK_EVERY.toNanos()) {
                asked = now;
                context.hypervisor().power().requestShutdown(domain(context));
            }
            context.pause(LOOK_EVERY);
        }
        return true;
    }

    private static boolean off(StepContext context) {
        DomainState state = ours(context)
                .map(ObservedDomain::state)
                .or(() -> offIfGone(context))
                .orElseThrow(() -> new NotFoundException(
                        "domain of VM", context.operation().target().name()));
        return state == DomainState.OFF || state == DomainState.CRASHED;
    }

    @Override
    public Optional<Consequence> consequence(StepContext context, Map<String, String> result) {
        return Optional.of(Consequence.certain(session -> record(context, session, VmState.STOPPED)));
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        // A guest that was asked to power off may still do so; that cannot be taken back.
        recordObserved(context);
    }
}
