package io.iaas.internal.compute;

import io.iaas.internal.engine.StepContext;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.repository.ResourceKey;

/** Makes the file that keeps what the guest writes to its serial console. */
final class CreateConsoleLog extends MakeVolume {
    CreateConsoleLog() {
        super("create-console-log", ResourceKey.Kind.CONSOLE_LOG);
    }

    @Override
    boolean needed(StepContext context) {
        return context.hypervisor().capabilities().contains(Capability.CONSOLE_LOG);
    }

    @Override
    VolumeName volume(StepContext context) {
        return context.names().console(id(context));
    }

    @Override
    boolean exists(StepContext context, VolumeName volume) {
        return context.hypervisor().consoles().exists(volume);
    }

    @Override
    void make(StepContext context, VolumeName volume) {
        context.hypervisor().consoles().create(volume);
    }

    @Override
    void remove(StepContext context, VolumeName volume) {
        context.hypervisor().consoles().delete(volume);
    }
}
