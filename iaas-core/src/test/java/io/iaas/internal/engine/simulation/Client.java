package io.iaas.internal.engine.simulation;

import io.iaas.compute.ComputeService;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmSpec;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks for things, at any process that answers, and takes what it gets. */
final class Client {
    private static final int REPEATS = 3;

    private final History history;
    private final Random random;
    private final Requests requests;
    private final int count;

    Client(History history, Requests requests, int count) {
        this.history = history;
        this.random = history.random;
        this.requests = requests;
        this.count = count;
    }

    void run() {
        for (int i = 0; i < count; i++) {
            history.pause(Duration.ofMillis(random.nextInt(random.nextInt(4) == 0 ? 15_000 : 1_500)));
            ask();
        }
        history.clientDone();
    }

    private void ask() {
        int dice = random.nextInt(100);
        if (random.nextInt(6) == 0) {
            inAShop();
        } else if (dice < 10) {
            ImageSpec spec = requests.image();
            submit(options -> node -> node.images().with(options).importImage(spec));
        } else if (dice < 13) {
            ImageSpec spec = requests.stream();
            history.processes.call(node -> node.images().importImage(spec));
        } else if (dice < 47) {
            VmSpec spec = requests.machine();
            submit(options -> node -> node.compute().with(options).create(spec));
        } else if (dice < 50) {
            any(own(Records.of(history.database).images(), Image::projectId))
                    .map(Image::id)
                    .ifPresent(id -> submit(
                            options -> node -> node.images().with(options).delete(id)));
        } else if (dice < 80) {
            cancelOrDelete(dice < 65);
        } else if (dice < 96) {
            machine(this::change);
        } else {
            machine(this::changeLease);
        }
    }

    private void cancelOrDelete(boolean delete) {
        if (delete) {
            machine(id -> submit(options -> node -> node.compute().with(options).delete(id)));
        } else {
            List<StoredOperation> latest = Records.of(history.database).operations().stream()
                    .sorted(Comparator.comparing((StoredOperation operation) ->
                                    operation.id().toString())
                            .reversed())
                    .toList();
            any(latest.subList(0, Math.min(5, latest.size())))
                    .ifPresent(operation -> history.processes.call(node -> node.operations(operation.projectId())
                            .get(operation.id())
                            .cancel()));
        }
    }

    private void change(VmId id) {
        Duration limit = Duration.ofSeconds(random.nextInt(20));
        boolean force = random.nextBoolean();
        String name = requests.machineName();
        List<Function<ComputeService, Operation<?>>> calls = List.of(
                compute -> compute.start(id),
                compute -> compute.stop(id, limit, force),
                compute -> compute.forceStop(id),
                compute -> compute.reboot(id),
                compute -> compute.reset(id),
                compute -> compute.pause(id),
                compute -> compute.resume(id),
                compute -> compute.checkpoint(id),
                compute -> compute.revert(id),
                compute -> compute.rename(id, name),
                compute -> compute.rename(id, name));
        Function<ComputeService, Operation<?>> chosen = calls.get(random.nextInt(calls.size()));
        submit(options -> node -> chosen.apply(node.compute().with(options)));
    }

    private void changeLease(VmId id) {
        Duration length = requests.lease();
        boolean keep = random.nextInt(3) == 0;
        history.processes.call(node -> history.baton.note("lease changed: "
                + (keep ? node.compute().keep(id) : node.compute().renew(id, length)).expiresAt()));
    }

    /** Submits a request; one under an idempotency key again and again, until there is an answer and once more. */
    private void submit(Function<SubmitOptions, Function<Node, Operation<?>>> request) {
        SubmitOptions options = requests.options();
        Function<Node, Operation<?>> call = request.apply(options);
        Optional<String> key = options.idempotencyKey();
        if (key.isEmpty()) {
            history.processes.call(
                    node -> history.baton.note("submitted " + call.apply(node).id()));
            return;
        }
        for (int i = 0; i < REPEATS; i++) {
            history.processes.call(
                    node -> history.outcomes.tell(key.get(), call.apply(node).id()));
        }
    }

    private void machine(Consumer<VmId> call) {
        any(own(Records.of(history.database).vms(), Vm::projectId)).map(Vm::id).ifPresent(call);
    }

    private static <T> List<T> own(List<T> all, Function<T, ProjectId> project) {
        return all.stream()
                .filter(each -> project.apply(each).equals(Project.DEFAULT))
                .toList();
    }

    /** Other projects come, are used, and go with all that they hold. */
    private void inAShop() {
        List<Project> shops = Records.of(history.database).projects().stream()
                .filter(project -> !project.id().equals(Project.DEFAULT))
                .toList();
        Optional<ProjectId> shop = any(shops).map(Project::id);
        int dice = random.nextInt(10);
        if (shop.isEmpty() || dice == 0) {
            String name = "shop-" + random.nextInt(2);
            history.processes.call(node -> node.createProject(name));
        } else if (dice < 3) {
            submit(options -> node -> node.cascade().with(options).deleteProject(shop.get()));
        } else if (dice < 6) {
            ImageSpec spec = requests.image();
            submit(options -> node -> node.actingIn(
                    shop.get(),
                    OperationKind.IMAGE_IMPORT,
                    () -> node.images(shop.get()).with(options).importImage(spec)));
        } else {
            VmSpec spec = requests.machine();
            submit(options -> node -> node.actingIn(
                    shop.get(),
                    OperationKind.VM_CREATE,
                    () -> node.compute(shop.get()).with(options).create(spec)));
        }
    }

    private <T> Optional<T> any(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }
}
