package io.iaas.internal.compute;

import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;
import java.util.Optional;

/** Removes a machine's domain with its NVRAM: the point behind which a delete only goes forward. */
final class UndefineDomain extends VmStep {
    UndefineDomain() {
        super("undefine-domain");
    }

    @Override
    public boolean pivot() {
        return true;
    }

    /** What the step before has just left need not be looked at again: what has changed since is refused by the removal. */
    @Override
    public StepPlan plan(StepContext context) {
        if (context.resultOf(CutPower.NAME, STATE).isPresent()) {
            return StepPlan.removes(domainKey(context), id(context).value(), off());
        }
        Optional<ObservedDomain> found = toDelete(context);
        if (found.isEmpty() && lineOfDomain(context).isEmpty()) {
            return StepPlan.noResource();
        }
        return StepPlan.removes(domainKey(context), id(context).value(), before(found));
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        now(context, intent, VmStep::left).ifPresent(state -> {
            if (!OFF.contains(state)) {
                context.hypervisor().power().powerOff(domain(context));
            }
            context.hypervisor().domains().undefine(domain(context));
            // A start by a lost worker may have come between: the guest would run on without a definition.
            StepContext.requireGone(domain(context), left(context).isPresent());
        });
        return Map.of();
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        throw new IllegalStateException("a delete never turns back behind its pivot");
    }
}
