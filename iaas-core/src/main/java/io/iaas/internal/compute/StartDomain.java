package io.iaas.internal.compute;

import io.iaas.compute.VmState;
import io.iaas.internal.engine.Consequence;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;
import java.util.Optional;

/** Starts the machine, with the network that it is on. */
final class StartDomain extends VmStep {
    private final boolean newMachine;

    private StartDomain(boolean newMachine) {
        super("start-domain");
        this.newMachine = newMachine;
    }

    /** Returns the step for a machine whose domain the step before defines. */
    static StartDomain ofNewMachine() {
        return new StartDomain(true);
    }

    /** Returns the step for a machine that was there before. */
    static StartDomain ofMachine() {
        return new StartDomain(false);
    }

    /** A domain that is about to be made will be off. One that runs already may be defined again. */
    @Override
    public boolean plannedAhead(StepContext context) {
        return newMachine;
    }

    @Override
    public StepPlan plan(StepContext context) {
        return newMachine ? StepPlan.noResource() : StepPlan.noResource(before(ours(context)));
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        start(context);
        return Map.of();
    }

    /** Starts it; one that is gone because it was off is defined again. */
    static void start(StepContext context) {
        if (EphemeralGuests.on(context.hypervisor()) && ours(context).isEmpty()) {
            DefineDomain.define(context);
        }
        context.hypervisor().networks().ensureDefault();
        context.hypervisor().power().start(domain(context));
    }

    @Override
    public Optional<Consequence> consequence(StepContext context, Map<String, String> result) {
        return Optional.of(Consequence.certain(session -> record(context, session, VmState.RUNNING)));
    }

    /**
     * A machine that ran already was not started by this step, and runs on. What no state was noted of was off.
     */
    @Override
    public void undo(StepContext context, StepRecord record) {
        endIfStarted(context, record);
    }

    /** Powers off what was off before the step. */
    static void endIfStarted(StepContext context, StepRecord record) {
        boolean wasOff = before(record).map(OFF::contains).orElse(true);
        if (wasOff && left(context).isPresent()) {
            context.hypervisor().power().powerOff(domain(context));
            recordObserved(context);
        }
    }
}
