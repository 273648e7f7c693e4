package io.iaas.internal.compute;

import io.iaas.host.HostId;
import io.iaas.internal.engine.Consequence;
import io.iaas.internal.engine.StepContext;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;
import java.util.Optional;

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
    public Optional<Consequence> consequence(StepContext context, Map<String, String> result) {
        HostId host = context.hypervisor().hostId();
        return Optional.of(Consequence.certain(
                session -> session.vms().update(vm(context, session).withHost(host))));
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        // The machine's record goes with the operation.
    }
}
