package io.iaas.internal.compute;

import io.iaas.image.DiskFormat;
import io.iaas.internal.cloudinit.NoCloudSeed;
import io.iaas.internal.engine.Consequence;
import io.iaas.internal.engine.StepContext;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import io.iaas.spi.repository.ResourceKey;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;

/** Writes the disk from which cloud-init in the guest learns its name, users and keys. */
final class CreateSeed extends MakeVolume {
    CreateSeed() {
        super("create-seed", ResourceKey.Kind.SEED);
    }

    @Override
    boolean needed(StepContext context) {
        return context.hypervisor().capabilities().contains(Capability.VOLUME_CONTENT);
    }

    @Override
    VolumeName volume(StepContext context) {
        return context.names().seed(id(context));
    }

    @Override
    boolean exists(StepContext context, VolumeName volume) {
        return context.hypervisor().volumes().find(volume).isPresent();
    }

    @Override
    void make(StepContext context, VolumeName volume) {
        byte[] image = NoCloudSeed.image(
                GuestInput.seed(id(context), context.operation().input()));
        context.hypervisor().volumes().create(new VolumeSpec(volume, DiskFormat.RAW, image.length, Optional.empty()));
        context.hypervisor()
                .volumes()
                .upload(volume, new ByteArrayInputStream(image), image.length, moved -> context.checkpoint());
    }

    /** What the caller told the guest may hold secrets; the records need it no more. */
    @Override
    public Optional<Consequence> consequence(StepContext context, Map<String, String> result) {
        return Optional.of(Consequence.certain(session -> GuestInput.forget(session, context.operation())));
    }

    @Override
    void remove(StepContext context, VolumeName volume) {
        context.hypervisor().volumes().delete(volume);
    }
}
