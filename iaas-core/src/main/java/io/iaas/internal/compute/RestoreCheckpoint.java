package io.iaas.internal.compute;

import io.iaas.compute.VmState;
import io.iaas.internal.engine.Consequence;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the machine what it was at its checkpoint. One that is off is started first: what it does until then is undone with
 * the rest. What was restored cannot be taken back; undo only powers off again what was off.
 */
final class RestoreCheckpoint extends VmStep {
    RestoreCheckpoint() {
        super("restore-checkpoint");
    }

    @Override
    public StepPlan plan(StepContext context) {
        return StepPlan.noResource(before(ours(context)));
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        if (now(context, intent, VmStep::ours).map(OFF::contains).orElse(true)) {
            StartDomain.start(context);
        }
        context.hypervisor().checkpoints().restore(domain(context));
        return Map.of();
    }

    @Override
    public Optional<Consequence> consequence(StepContext context, Map<String, String> result) {
        return Optional.of(Consequence.certain(session -> record(context, session, VmState.RUNNING)));
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        StartDomain.endIfStarted(context, record);
        recordObserved(context);
    }
}
