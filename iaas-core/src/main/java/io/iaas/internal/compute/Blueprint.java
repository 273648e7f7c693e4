package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.error.NotFoundException;
import io.iaas.image.DiskFormat;
import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.internal.engine.StepContext;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.NicAttachment;
import io.iaas.spi.hypervisor.OwnerTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a machine becomes a domain. While one operation makes it, nothing that is read here changes.
 *
 * @param vm the machine
 * @param image its image
 */
record Blueprint(Vm vm, Image image) {
    static Blueprint of(StepContext context) {
        return context.readOnce(Blueprint.class, session -> {
            Vm vm = VmStep.vm(context, session);
            Image image = session.images()
                    .find(vm.imageId())
                    .orElseThrow(() -> new NotFoundException("image", vm.imageName()));
            return new Blueprint(vm, image);
        });
    }

    /** Returns whether the machine has a root disk: a kernel that the host starts may do without. */
    boolean hasDisk() {
        return !image.directBoot() || vm.flavor().diskBytes() > 0;
    }

    /** Returns what a host must be able to do to run machines of the image. */
    static Set<Capability> needs(Image image) {
        if (image.directBoot()) {
            return Set.of(Capability.DIRECT_BOOT);
        }
        return switch (image.firmware()) {
            case BIOS -> Set.of(Capability.OVERLAY);
            case UEFI -> Set.of(Capability.OVERLAY, Capability.UEFI);
        };
    }

    DomainSpec domain(StepContext context) {
        ResourceNames names = context.names();
        Set<Capability> capabilities = context.hypervisor().capabilities();
        List<DiskAttachment> disks = new ArrayList<>();
        if (hasDisk()) {
            disks.add(new DiskAttachment(names.disk(vm.id()), DiskFormat.QCOW2, false));
        }
        if (capabilities.contains(Capability.VOLUME_CONTENT)) {
            disks.add(new DiskAttachment(names.seed(vm.id()), DiskFormat.RAW, true));
        }
        return new DomainSpec(
                names.domain(vm.id()),
                new OwnerTag(
                        names.installation(),
                        vm.projectId().value(),
                        vm.id().value(),
                        context.operation().id().value(),
                        context.epoch()),
                vm.name(),
                vm.flavor().vcpus(),
                vm.flavor().memoryMib(),
                boot(names),
                disks,
                vm.nics().stream()
                        .map(nic -> new NicAttachment(nic.mac(), nic.network()))
                        .toList(),
                capabilities.contains(Capability.CONSOLE_LOG) ? Optional.of(names.console(vm.id())) : Optional.empty());
    }

    private Boot boot(ResourceNames names) {
        if (!image.directBoot()) {
            return new Boot.Disk(image.firmware());
        }
        return new Boot.Kernel(
                names.imageFile(image.id(), ImageFile.Role.KERNEL),
                names.imageFile(image.id(), ImageFile.Role.INITRD),
                image.commandLine().orElse(""));
    }
}
