package io.iaas.internal.compute;

import io.iaas.compute.VmState;
import io.iaas.internal.engine.Consequence;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.hypervisor.DomainPower;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one power call and records the state that the guest is in then.
 *
 * <p>Undo takes back what can be taken back: a halt and its end. Power that was cut, and a restart that was asked for,
 * cannot be; then undo leaves the guest as it is and records the state that it is in.
 */
final class ChangePower extends VmStep {
    private final Call call;
    private final VmState leadsTo;

    ChangePower(String name, Call call, VmState leadsTo) {
        super(name);
        this.call = call;
        this.leadsTo = leadsTo;
    }

    /** One of the driver's power calls. */
    @FunctionalInterface
    interface Call {
        void make(DomainPower power, DomainRef ref);
    }

    @Override
    public StepPlan plan(StepContext context) {
        return StepPlan.noResource(before(ours(context)));
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        call.make(context.hypervisor().power(), domain(context));
        return Map.of();
    }

    @Override
    public Optional<Consequence> consequence(StepContext context, Map<String, String> result) {
        return Optional.of(Consequence.certain(session -> record(context, session, leadsTo)));
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        Optional<DomainState> before = before(record);
        Optional<DomainState> now = left(context).map(ObservedDomain::state);
        if (before.equals(Optional.of(DomainState.RUNNING)) && now.equals(Optional.of(DomainState.PAUSED))) {
            context.hypervisor().power().resume(domain(context));
        } else if (before.equals(Optional.of(DomainState.PAUSED)) && now.equals(Optional.of(DomainState.RUNNING))) {
            context.hypervisor().power().pause(domain(context));
        }
        recordObserved(context);
    }
}
