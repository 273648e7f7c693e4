package io.iaas.internal.compute;

import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;

/** Removes a machine's domain with its NVRAM: the point behind which a delete only goes forward. */
final class UndefineDomain extends VmStep {
    UndefineDomain() {
        super("undefine-domain");
    }

    @Override
    public boolean pivot() {
        return true;
    }

    @Override
    public StepPlan plan(StepContext context) {
        if (toDelete(context).isEmpty() && lineOfDomain(context).isEmpty()) {
            return StepPlan.noResource();
        }
        return StepPlan.removes(domainKey(context), id(context).value());
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        if (left(context).isPresent()) {
            context.hypervisor().power().powerOff(domain(context));
            context.hypervisor().domains().undefine(domain(context));
            StepContext.requireGone(domain(context), left(context).isPresent());
        }
        return Map.of();
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        throw new IllegalStateException("a delete never turns back behind its pivot");
    }
}
