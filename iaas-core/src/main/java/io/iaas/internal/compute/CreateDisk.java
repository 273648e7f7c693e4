package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.image.DiskFormat;
import io.iaas.image.ImageFile;
import io.iaas.internal.engine.StepContext;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import io.iaas.spi.repository.ResourceKey;
import java.util.Optional;

/** Lays the machine's root disk over its image's, or makes an empty one for a kernel that the host starts. */
final class CreateDisk extends MakeVolume {
    CreateDisk() {
        super("create-disk", ResourceKey.Kind.DISK);
    }

    @Override
    boolean needed(StepContext context) {
        return Blueprint.of(context).hasDisk();
    }

    @Override
    VolumeName volume(StepContext context) {
        return context.names().disk(id(context));
    }

    @Override
    boolean exists(StepContext context, VolumeName volume) {
        return context.hypervisor().volumes().find(volume).isPresent();
    }

    @Override
    void make(StepContext context, VolumeName volume) {
        Blueprint blueprint = Blueprint.of(context);
        Vm vm = blueprint.vm();
        Optional<ImageFile> base = blueprint.image().file(ImageFile.Role.DISK);
        long capacity = Math.max(
                vm.flavor().diskBytes(), base.map(ImageFile::virtualSizeBytes).orElse(0L));
        Optional<VolumeSpec.Backing> backing = base.map(file ->
                new VolumeSpec.Backing(context.names().imageFile(vm.imageId(), ImageFile.Role.DISK), file.format()));
        context.hypervisor().volumes().create(new VolumeSpec(volume, DiskFormat.QCOW2, capacity, backing));
    }

    @Override
    void remove(StepContext context, VolumeName volume) {
        context.hypervisor().volumes().delete(volume);
    }
}
