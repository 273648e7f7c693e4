package io.iaas.faults;

import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.image.ImageSpec;
import io.iaas.memory.ConsoleLine;
import io.iaas.memory.SimulatedGuest;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Every kind of operation in every way in which it walks its steps. */
final class Scenarios {
    private static final String IMAGE = "disk-image";
    private static final String KERNEL = "kernel-image";
    private static final String VM = "web";
    private static final Duration SOON = Duration.ofMillis(300);
    private static final SimulatedGuest GUEST = SimulatedGuest.booting()
            .withAddressAfter(SOON)
            .withConsole(new ConsoleLine(SOON, "ready"))
            .withPowerOffTaking(SOON);

    private Scenarios() {}

    static List<Scenario> all() {
        return List.of(
                image("import of a file", OperationKind.IMAGE_IMPORT, world -> {}, Scenarios::importFile),
                image("import of a stream", OperationKind.IMAGE_IMPORT, world -> {}, Scenarios::importStream),
                image("import of a kernel", OperationKind.IMAGE_IMPORT, world -> {}, Scenarios::importKernel),
                image(
                        "delete of a disk image",
                        OperationKind.IMAGE_DELETE,
                        Scenarios::diskImage,
                        i -> deleteImage(i, IMAGE)),
                image(
                        "delete of a kernel image",
                        OperationKind.IMAGE_DELETE,
                        Scenarios::kernelImage,
                        i -> deleteImage(i, KERNEL)),
                image(
                        "create from a disk",
                        OperationKind.VM_CREATE,
                        Scenarios::diskImage,
                        i -> i.compute.create(spec(IMAGE))),
                image(
                        "create from a kernel",
                        OperationKind.VM_CREATE,
                        Scenarios::kernelImage,
                        i -> i.compute.create(spec(KERNEL))),
                vm("start", OperationKind.VM_START, Scenarios::stopped, (i, vm) -> i.compute.start(vm.id())),
                vm("stop", OperationKind.VM_STOP, Scenarios::running, (i, vm) -> i.compute.stop(vm.id())),
                deaf("stop by force", (i, vm) -> i.compute.stop(vm.id(), SOON, true)),
                vm(
                        "force-stop",
                        OperationKind.VM_FORCE_STOP,
                        Scenarios::running,
                        (i, vm) -> i.compute.forceStop(vm.id())),
                vm("reboot", OperationKind.VM_REBOOT, Scenarios::running, (i, vm) -> i.compute.reboot(vm.id())),
                vm("reset", OperationKind.VM_RESET, Scenarios::running, (i, vm) -> i.compute.reset(vm.id())),
                vm("pause", OperationKind.VM_PAUSE, Scenarios::running, (i, vm) -> i.compute.pause(vm.id())),
                vm("resume", OperationKind.VM_RESUME, Scenarios::paused, (i, vm) -> i.compute.resume(vm.id())),
                vm("rename", OperationKind.VM_RENAME, Scenarios::running, (i, vm) -> i.compute.rename(vm.id(), "mail")),
                vm(
                        "delete of a running VM",
                        OperationKind.VM_DELETE,
                        Scenarios::running,
                        (i, vm) -> i.compute.delete(vm.id())),
                vm(
                        "delete of a stopped VM",
                        OperationKind.VM_DELETE,
                        Scenarios::stopped,
                        (i, vm) -> i.compute.delete(vm.id())));
    }

    private static Scenario image(
            String name,
            OperationKind kind,
            Consumer<World> given,
            java.util.function.Function<Instance, Operation<?>> when) {
        return new Scenario(name, kind, GUEST, given, when);
    }

    private static Scenario vm(
            String name, OperationKind kind, Consumer<World> given, BiFunction<Instance, Vm, Operation<?>> when) {
        return new Scenario(name, kind, GUEST, given, instance -> when.apply(instance, vm(instance)));
    }

    private static Scenario deaf(String name, BiFunction<Instance, Vm, Operation<?>> when) {
        return new Scenario(
                name,
                OperationKind.VM_STOP,
                GUEST.deafToRequests(),
                Scenarios::running,
                instance -> when.apply(instance, vm(instance)));
    }

    private static void diskImage(World world) {
        world.done(importFile(world.instance()));
    }

    private static void kernelImage(World world) {
        world.done(importKernel(world.instance()));
    }

    private static void running(World world) {
        diskImage(world);
        world.done(world.instance().compute.create(spec(IMAGE)));
    }

    private static void stopped(World world) {
        running(world);
        world.done(world.instance().compute.forceStop(vm(world.instance()).id()));
    }

    private static void paused(World world) {
        running(world);
        world.done(world.instance().compute.pause(vm(world.instance()).id()));
    }

    private static Vm vm(Instance instance) {
        return instance.compute.get(VM);
    }

    private static VmSpec spec(String image) {
        return VmSpec.named(VM)
                .image(image)
                .flavor("tiny")
                .userData("#!/bin/sh\necho " + Canary.SECRET + "\n")
                .waitFor(Wait.until(WaitCondition.console("ready").and(WaitCondition.address()), Duration.ofMinutes(1)))
                .build();
    }

    private static Operation<?> importFile(Instance instance) {
        return instance.images.importImage(ImageSpec.disk(IMAGE, SampleFiles.disk()));
    }

    private static Operation<?> importStream(Instance instance) {
        return instance.images.importImage(ImageSpec.disk(IMAGE, new ByteArrayInputStream(new byte[4096])));
    }

    private static Operation<?> importKernel(Instance instance) {
        return instance.images.importImage(ImageSpec.directBoot(KERNEL, SampleFiles.kernel(), SampleFiles.initrd()));
    }

    private static Operation<?> deleteImage(Instance instance, String name) {
        return instance.images.delete(instance.images.get(name).id());
    }
}
