package io.iaas.internal.compute;

import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.repository.StepRecord;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps what the machine is now. It lies in the machine's disk, which the ledger knows, and so has no line of its own: it
 * goes where the disk goes. Undo leaves none, as an earlier one may be replaced already.
 */
final class TakeCheckpoint extends VmStep {
    private static final Set<DomainState> LIVE = EnumSet.of(DomainState.RUNNING, DomainState.PAUSED);

    TakeCheckpoint() {
        super("take-checkpoint");
    }

    @Override
    public StepPlan plan(StepContext context) {
        return StepPlan.noResource(before(ours(context)));
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        context.hypervisor().checkpoints().take(domain(context));
        return Map.of();
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        if (left(context).map(ObservedDomain::state).filter(LIVE::contains).isPresent()) {
            context.hypervisor().checkpoints().discard(domain(context));
        }
        recordObserved(context);
    }
}
