package io.iaas.internal.compute;

import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.ResourceKey;
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
        ResourceKey resource = new ResourceKey(
                ResourceKey.Kind.DOMAIN,
                context.hypervisor().hostId(),
                domain(context).name());
        boolean there = ours(context).isPresent();
        // Somebody else may have removed the domain, and never its line.
        boolean recorded = context.read(session -> session.ledger().find(resource))
                .filter(line -> line.state() != LedgerEntry.State.ABSENT)
                .isPresent();
        return there || recorded ? StepPlan.removes(resource, id(context).value()) : StepPlan.noResource();
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        if (ours(context).isPresent()) {
            context.hypervisor().power().powerOff(domain(context));
            context.hypervisor().domains().undefine(domain(context));
            StepContext.requireGone(domain(context), ours(context).isPresent());
        }
        return Map.of();
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        throw new IllegalStateException("a delete never turns back behind its pivot");
    }
}
