package io.iaas.internal.compute;

import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;

/** Makes one of a machine's files on the host. A half-made one of an earlier try is made anew. */
abstract class MakeVolume extends VmStep {
    private final ResourceKey.Kind kind;

    MakeVolume(String name, ResourceKey.Kind kind) {
        super(name);
        this.kind = kind;
    }

    /** Returns whether this machine needs it at all. */
    abstract boolean needed(StepContext context);

    abstract VolumeName volume(StepContext context);

    abstract boolean exists(StepContext context, VolumeName volume);

    abstract void make(StepContext context, VolumeName volume);

    abstract void remove(StepContext context, VolumeName volume);

    /** Nothing uses a machine's files before its domain is there, so they may be made anew one after the other. */
    @Override
    public final boolean plannedAhead(StepContext context) {
        return true;
    }

    @Override
    public final StepPlan plan(StepContext context) {
        if (!needed(context)) {
            return StepPlan.noResource();
        }
        VolumeName volume = volume(context);
        if (exists(context, volume)) {
            throw HypervisorException.foreign("volume " + volume);
        }
        return StepPlan.makes(
                new ResourceKey(kind, context.hypervisor().hostId(), volume.value()),
                id(context).value());
    }

    @Override
    public final Map<String, String> run(StepContext context, StepRecord intent) {
        if (intent.resource().isPresent()) {
            VolumeName volume = volume(context);
            // The plan saw none before the intent was recorded, so what is there now is our own.
            if (context.resumed() && exists(context, volume)) {
                remove(context, volume);
            }
            make(context, volume);
        }
        return Map.of();
    }

    @Override
    public final void undo(StepContext context, StepRecord record) {
        if (record.resource().isPresent()) {
            VolumeName volume = volume(context);
            remove(context, volume);
            StepContext.requireGone("volume " + volume, exists(context, volume));
        }
    }
}
