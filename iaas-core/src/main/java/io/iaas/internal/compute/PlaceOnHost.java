package io.iaas.internal.compute;

import io.iaas.internal.engine.StepContext;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;

/** Chooses the machine's host. */
final class PlaceOnHost extends VmStep {
    PlaceOnHost() {
        super("place-on-host");
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        return Map.of("host", context.hypervisor().hostId().value());
    }

    @Override
    public void done(StepContext context, RepositorySession session, Map<String, String> result) {
        session.vms().update(vm(context, session).withHost(context.hypervisor().hostId()));
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        // The machine's record goes with the operation.
    }
}
