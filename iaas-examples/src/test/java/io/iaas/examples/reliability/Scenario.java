package io.iaas.examples.reliability;

import static io.iaas.examples.reliability.Stage.GREETING;
import static io.iaas.examples.reliability.Stage.IMAGE;
import static io.iaas.examples.reliability.Stage.PAUSED;
import static io.iaas.examples.reliability.Stage.RUNNING;
import static io.iaas.examples.reliability.Stage.SHOP;
import static io.iaas.examples.reliability.Stage.SHOP_IMAGE;
import static io.iaas.examples.reliability.Stage.SHOP_VM;
import static io.iaas.examples.reliability.Stage.SPARE_IMAGE;
import static io.iaas.examples.reliability.Stage.SPARE_KERNEL;
import static io.iaas.examples.reliability.Stage.STOPPED;
import static org.awaitility.Awaitility.await;

import io.iaas.Iaas;
import io.iaas.compute.VmId;
import io.iaas.compute.VmSpec;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.image.ImageId;
import io.iaas.image.ImageSpec;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** An operation on what a stage begins with, and what it leaves. */
enum Scenario {
    IMPORT_FILE(
            OperationKind.IMAGE_IMPORT,
            Map.of("fresh", "READY"),
            (iaas, source) -> iaas.images().importImage(ImageSpec.disk("fresh", source.disk()))),
    IMPORT_KERNEL(
            OperationKind.IMAGE_IMPORT,
            Map.of("fresh", "READY"),
            (iaas, source) ->
                    iaas.images().importImage(ImageSpec.directBoot("fresh", source.kernel(), source.initrd()))),
    IMPORT_STREAM(
            OperationKind.IMAGE_IMPORT,
            Map.of("fresh", "READY"),
            (iaas, source) -> iaas.images().importImage(ImageSpec.disk("fresh", source.stream()))),
    DELETE_IMAGE(
            OperationKind.IMAGE_DELETE,
            Map.of(SPARE_IMAGE, ""),
            (iaas, source) -> iaas.images().delete(image(iaas, SPARE_IMAGE))),
    DELETE_KERNEL(
            OperationKind.IMAGE_DELETE,
            Map.of(SPARE_KERNEL, ""),
            (iaas, source) -> iaas.images().delete(image(iaas, SPARE_KERNEL))),
    CREATE(
            OperationKind.VM_CREATE,
            Map.of("fresh", "RUNNING"),
            (iaas, source) -> iaas.compute()
                    .create(VmSpec.named("fresh")
                            .image(IMAGE)
                            .flavor("tiny")
                            .userData("#!/bin/sh\n# " + Source.SECRET)
                            .waitFor(Wait.until(WaitCondition.console(GREETING), Duration.ofMinutes(1)))
                            .build())),
    START(
            OperationKind.VM_START,
            Map.of(STOPPED, "RUNNING"),
            (iaas, source) -> iaas.compute().start(vm(iaas, STOPPED))),
    STOP(
            OperationKind.VM_STOP,
            Map.of(RUNNING, "STOPPED"),
            (iaas, source) -> iaas.compute().stop(vm(iaas, RUNNING))),
    FORCE_STOP(
            OperationKind.VM_FORCE_STOP,
            Map.of(RUNNING, "STOPPED"),
            (iaas, source) -> iaas.compute().forceStop(vm(iaas, RUNNING))),
    REBOOT(OperationKind.VM_REBOOT, Map.of(), (iaas, source) -> iaas.compute().reboot(vm(iaas, RUNNING))),
    RESET(OperationKind.VM_RESET, Map.of(), (iaas, source) -> iaas.compute().reset(vm(iaas, RUNNING))),
    PAUSE(
            OperationKind.VM_PAUSE,
            Map.of(RUNNING, "PAUSED"),
            (iaas, source) -> iaas.compute().pause(vm(iaas, RUNNING))),
    RESUME(
            OperationKind.VM_RESUME,
            Map.of(PAUSED, "RUNNING"),
            (iaas, source) -> iaas.compute().resume(vm(iaas, PAUSED))),
    CHECKPOINT(
            OperationKind.VM_CHECKPOINT,
            Map.of(),
            (iaas, source) -> iaas.compute().checkpoint(vm(iaas, RUNNING))),
    REVERT(
            OperationKind.VM_REVERT,
            Map.of(STOPPED, "RUNNING"),
            (iaas, source) -> iaas.compute().revert(vm(iaas, STOPPED))),
    RENAME(
            OperationKind.VM_RENAME,
            Map.of(RUNNING, "", "renamed", "RUNNING"),
            (iaas, source) -> iaas.compute().rename(vm(iaas, RUNNING), "renamed")),
    DELETE(
            OperationKind.VM_DELETE,
            Map.of(RUNNING, ""),
            (iaas, source) -> iaas.compute().delete(vm(iaas, RUNNING))),
    DELETE_PROJECT(
            OperationKind.PROJECT_DELETE,
            Map.of(SHOP_VM, "", SHOP_IMAGE, ""),
            (iaas, source) -> iaas.cascade()
                    .deleteProject(iaas.identity().projects().get(SHOP).id())),
    REDEFINE(OperationKind.VM_REDEFINE, Map.of(), (iaas, source) -> repair(iaas));

    private final OperationKind kind;
    private final Map<String, String> changes;
    private final Submission submission;

    Scenario(OperationKind kind, Map<String, String> changes, Submission submission) {
        this.kind = kind;
        this.changes = changes;
        this.submission = submission;
    }

    private interface Submission {
        Operation<?> to(Iaas iaas, Source source);
    }

    private static VmId vm(Iaas iaas, String name) {
        return iaas.compute().get(name).id();
    }

    private static ImageId image(Iaas iaas, String name) {
        return iaas.images().get(name).id();
    }

    /** Has the missing domain found; who asks for that waits for the operation himself. */
    private static Operation<?> repair(Iaas iaas) {
        CompletableFuture<Void> asked = CompletableFuture.runAsync(
                () -> iaas.reconcile().repair(), task -> daemon(task).start());
        return await().atMost(Duration.ofMinutes(1)).until(() -> newest(iaas), newest -> {
            return asked.isDone() || newest.info().kind().equals(OperationKind.VM_REDEFINE);
        });
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "repair");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the operation that was submitted last. */
    static Operation<?> newest(Iaas iaas) {
        return iaas.operations()
                .get(iaas.operations()
                        .list(OperationQuery.all(), PageRequest.first(1))
                        .items()
                        .get(0)
                        .id());
    }

    /** Makes a stage what the operation needs. */
    Stage prepare(Stage stage) {
        if (this == REDEFINE) {
            stage.removeDomain(STOPPED);
        }
        return stage;
    }

    /** Whether a machine is without its domain unless the operation succeeds. */
    boolean lacksDomain() {
        return this == REDEFINE;
    }

    OperationKind kind() {
        return kind;
    }

    Operation<?> submit(Iaas iaas, Source source) {
        return submission.to(iaas, source);
    }

    /** Returns the states of all machines and images by name, when the operation succeeded on what was there before. */
    Map<String, String> after(Map<String, String> before) {
        Map<String, String> after = new TreeMap<>(before);
        after.putAll(changes);
        after.values().removeIf(String::isEmpty);
        return after;
    }

    /** Whether nothing can give the guest its power back: undo leaves it as it is. */
    boolean cutsPower() {
        return this == STOP || this == FORCE_STOP;
    }
}
