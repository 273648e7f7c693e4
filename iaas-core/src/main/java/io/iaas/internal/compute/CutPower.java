package io.iaas.internal.compute;

import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;
import java.util.Optional;

/** Cuts a machine's power on the way to its delete. Its undo starts it again if it ran: its memory is lost, no disk is. */
final class CutPower extends VmStep {
    static final String NAME = "cut-power";

    CutPower() {
        super(NAME);
    }

    @Override
    public StepPlan plan(StepContext context) {
        return StepPlan.noResource(before(toDelete(context)));
    }

    /** Returns the state that it left the domain in, if there is one. */
    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        Optional<DomainState> found = now(context, intent, VmStep::toDelete);
        if (found.filter(state -> !OFF.contains(state)).isPresent()) {
            context.hypervisor().power().powerOff(domain(context));
        }
        return found.isPresent() ? off() : Map.of();
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        boolean ran = before(record).filter(DomainState.RUNNING::equals).isPresent();
        if (ran && (left(context).isPresent() || EphemeralGuests.on(context.hypervisor()))) {
            StartDomain.start(context);
        }
    }
}
