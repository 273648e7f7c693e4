package io.iaas.internal.compute;

import io.iaas.internal.engine.Consequence;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;
import java.util.Optional;

/** Gives the machine's domain another title, and the machine another name. */
final class ChangeName extends VmStep {
    /** The input that tells the new name. */
    static final String NEW_NAME = "rename.to";

    private static final String OLD_NAME = "name";

    ChangeName() {
        super("change-name");
    }

    @Override
    public StepPlan plan(StepContext context) {
        return StepPlan.noResource(Map.of(OLD_NAME, vm(context).name()));
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        context.hypervisor().domains().setTitle(domain(context), context.requiredInput(NEW_NAME));
        return Map.of();
    }

    @Override
    public Optional<Consequence> consequence(StepContext context, Map<String, String> result) {
        String name = context.requiredInput(NEW_NAME);
        return Optional.of(Consequence.refusable(
                session -> session.vms().update(vm(context, session).withName(name))));
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        String old = record.before().get(OLD_NAME);
        if (old != null && left(context).isPresent()) {
            context.hypervisor().domains().setTitle(domain(context), old);
            context.write(session -> session.vms().update(vm(context, session).withName(old)));
        }
    }
}
