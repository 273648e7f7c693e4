package io.iaas.faults;

import io.iaas.compute.ComputeService;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmSpec;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.identity.Project;
import io.iaas.image.ImageService;
import io.iaas.image.ImageSpec;
import io.iaas.memory.ConsoleLine;
import io.iaas.memory.SimulatedGuest;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.operation.SubmitOptions;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Every kind of operation in every way in which it walks its steps. */
final class Scenarios {
    private static final String IMAGE = "disk-image";
    private static final String KERNEL = "kernel-image";
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
                image("delete of a disk image", OperationKind.IMAGE_DELETE, Scenarios::diskImage, deleteImage(IMAGE)),
                image(
                        "delete of a kernel image",
                        OperationKind.IMAGE_DELETE,
                        Scenarios::kernelImage,
                        deleteImage(KERNEL)),
                image("create from a disk", OperationKind.VM_CREATE, Scenarios::diskImage, create(IMAGE)),
                image(
                        "create from a kernel, unwaited for",
                        OperationKind.VM_CREATE,
                        Scenarios::kernelImage,
                        Scenarios::createUnwaitedFor),
                vm("start", OperationKind.VM_START, Scenarios::stopped, ComputeService::start),
                vm("stop", OperationKind.VM_STOP, Scenarios::running, ComputeService::stop),
                deaf("stop by force", (compute, vm) -> compute.stop(vm, SOON, true)),
                vm("force-stop", OperationKind.VM_FORCE_STOP, Scenarios::running, ComputeService::forceStop),
                vm("reboot", OperationKind.VM_REBOOT, Scenarios::running, ComputeService::reboot),
                vm("reset", OperationKind.VM_RESET, Scenarios::running, ComputeService::reset),
                vm("pause", OperationKind.VM_PAUSE, Scenarios::running, ComputeService::pause),
                vm("resume", OperationKind.VM_RESUME, Scenarios::paused, ComputeService::resume),
                vm("checkpoint", OperationKind.VM_CHECKPOINT, Scenarios::running, ComputeService::checkpoint),
                vm("revert", OperationKind.VM_REVERT, Scenarios::kept, ComputeService::revert),
                vm(
                        "revert of a stopped VM",
                        OperationKind.VM_REVERT,
                        Scenarios::keptAndStopped,
                        ComputeService::revert),
                vm("rename", OperationKind.VM_RENAME, Scenarios::running, (compute, vm) -> compute.rename(vm, "mail")),
                image("redefine", OperationKind.VM_REDEFINE, Scenarios::stopped, Scenarios::redefine),
                vm("delete of a running VM", OperationKind.VM_DELETE, Scenarios::running, ComputeService::delete),
                vm("delete of a stopped VM", OperationKind.VM_DELETE, Scenarios::stopped, ComputeService::delete),
                image(
                        "delete of a project",
                        OperationKind.PROJECT_DELETE,
                        Scenarios::shop,
                        (world, options) ->
                                world.instance().projects.with(options).deleteProject(Subjects.SHOP)));
    }

    /** A project with a machine, a public image, a flavor, and what belongs to its past. */
    private static void shop(World world) {
        world.tables.<Boolean>write(session -> {
            session.projects().insert(new Project(Subjects.SHOP, "shop", session.now()));
            session.flavors().insert(Subjects.SHOP, new Flavor("tiny", 1, 128, 0));
            return session.flavors().publish(Subjects.SHOP, "tiny");
        });
        ImageService images = world.instance().images(Subjects.SHOP);
        images.publish(world.done(images.importImage(ImageSpec.disk(IMAGE, SampleFiles.disk())))
                .id());
        world.done(world.instance().compute(Subjects.SHOP).create(spec(IMAGE)));
    }

    private static Scenario image(
            String name,
            OperationKind kind,
            Consumer<World> given,
            BiFunction<World, SubmitOptions, Operation<?>> when) {
        return new Scenario(name, kind, GUEST, given, when);
    }

    private static Scenario vm(
            String name,
            OperationKind kind,
            Consumer<World> given,
            BiFunction<ComputeService, VmId, Operation<?>> when) {
        return new Scenario(name, kind, GUEST, given, on(when));
    }

    private static Scenario deaf(String name, BiFunction<ComputeService, VmId, Operation<?>> when) {
        return new Scenario(name, OperationKind.VM_STOP, GUEST.deafToRequests(), Scenarios::running, on(when));
    }

    private static BiFunction<World, SubmitOptions, Operation<?>> on(
            BiFunction<ComputeService, VmId, Operation<?>> when) {
        return (world, options) -> when.apply(world.instance().compute.with(options), world.subjects.vm());
    }

    private static void diskImage(World world) {
        world.done(importFile(world, SubmitOptions.none()));
    }

    private static void kernelImage(World world) {
        world.done(importKernel(world, SubmitOptions.none()));
    }

    private static void running(World world) {
        diskImage(world);
        world.done(create(IMAGE).apply(world, SubmitOptions.none()));
    }

    private static void stopped(World world) {
        running(world);
        world.done(world.instance().compute.forceStop(world.subjects.vm()));
    }

    private static void paused(World world) {
        running(world);
        world.done(world.instance().compute.pause(world.subjects.vm()));
    }

    private static void kept(World world) {
        running(world);
        world.done(world.instance().compute.checkpoint(world.subjects.vm()));
    }

    private static void keptAndStopped(World world) {
        kept(world);
        world.done(world.instance().compute.forceStop(world.subjects.vm()));
    }

    private static BiFunction<World, SubmitOptions, Operation<?>> create(String image) {
        return (world, options) -> world.instance().compute.with(options).create(spec(image));
    }

    private static Operation<?> createUnwaitedFor(World world, SubmitOptions options) {
        return world.instance()
                .compute
                .with(options)
                .create(VmSpec.named(Subjects.VM).image(KERNEL).flavor("tiny").build());
    }

    private static Operation<?> redefine(World world, SubmitOptions options) {
        Vm vm = Records.of(world).vms().get(0);
        return world.instance().redefinition.submit(vm);
    }

    private static VmSpec spec(String image) {
        return VmSpec.named(Subjects.VM)
                .image(image)
                .flavor("tiny")
                .userData("#!/bin/sh\necho " + Canary.SECRET + "\n")
                .waitFor(Wait.until(WaitCondition.console("ready").and(WaitCondition.address()), Duration.ofMinutes(1)))
                .build();
    }

    private static Operation<?> importFile(World world, SubmitOptions options) {
        return world.instance().images.with(options).importImage(ImageSpec.disk(IMAGE, SampleFiles.disk()));
    }

    private static Operation<?> importStream(World world, SubmitOptions options) {
        return world.instance()
                .images
                .with(options)
                .importImage(ImageSpec.disk(IMAGE, new ByteArrayInputStream(new byte[4096])));
    }

    private static Operation<?> importKernel(World world, SubmitOptions options) {
        return world.instance()
                .images
                .with(options)
                .importImage(ImageSpec.directBoot(KERNEL, SampleFiles.kernel(), SampleFiles.initrd()));
    }

    private static BiFunction<World, SubmitOptions, Operation<?>> deleteImage(String name) {
        return (world, options) -> world.instance().images.with(options).delete(world.subjects.image(name));
    }
}
