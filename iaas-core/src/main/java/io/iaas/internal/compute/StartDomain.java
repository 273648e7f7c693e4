package io.iaas.internal.compute;

import io.iaas.compute.VmState;
import io.iaas.internal.engine.StepContext;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;

/** Starts the machine, with the network that it is on. */
final class StartDomain extends VmStep {
    StartDomain() {
        super("start-domain");
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        context.hypervisor().networks().ensureDefault();
        context.hypervisor().power().start(domain(context));
        return Map.of();
    }

    @Override
    public void done(StepContext context, RepositorySession session, Map<String, String> result) {
        record(context, session, VmState.RUNNING);
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        if (left(context).isPresent()) {
            context.hypervisor().power().powerOff(domain(context));
        }
    }
}
