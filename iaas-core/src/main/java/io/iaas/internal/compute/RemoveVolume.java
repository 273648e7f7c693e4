package io.iaas.internal.compute;

import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;
import java.util.Optional;

/** Deletes one of a machine's files, if the ledger says that we made it. */
final class RemoveVolume extends VmStep {
    private final ResourceKey.Kind kind;

    RemoveVolume(String name, ResourceKey.Kind kind) {
        super(name);
        this.kind = kind;
    }

    /** The ledger tells what was made, whatever else of the machine is gone. */
    @Override
    public boolean plannedAhead(StepContext context) {
        return true;
    }

    @Override
    public StepPlan plan(StepContext context) {
        Optional<LedgerEntry> line =
                context.read(session -> session.ledger().ownedBy(id(context).value()).stream()
                        .filter(entry -> entry.resource().kind() == kind && entry.state() != LedgerEntry.State.ABSENT)
                        .findFirst());
        return line.map(entry -> StepPlan.removes(entry.resource(), entry.ownerId()))
                .orElseGet(StepPlan::noResource);
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        intent.resource().ifPresent(resource -> {
            VolumeName volume = new VolumeName(resource.key());
            if (kind == ResourceKey.Kind.CONSOLE_LOG) {
                context.hypervisor().consoles().delete(volume);
            } else {
                context.hypervisor().volumes().delete(volume);
            }
        });
        return Map.of();
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        throw new IllegalStateException("a delete never turns back behind its pivot");
    }
}
