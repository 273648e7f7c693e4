package io.iaas.internal.engine.simulation;

import io.iaas.compute.ComputeService;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmSpec;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.operation.Operation;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
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
        if (dice < 10) {
            ImageSpec spec = requests.image();
            submit(options -> node -> node.images().with(options).importImage(spec));
        } else if (dice < 13) {
            ImageSpec spec = requests.stream();
            history.processes.call(node -> node.images().importImage(spec));
        } else if (dice < 47) {
            VmSpec spec = requests.machine();
            submit(options -> node -> node.compute().with(options).create(spec));
        } else if (dice < 50) {
            any(Records.of(history.database).images())
                    .map(Image::id)
                    .ifPresent(id -> submit(
                            options -> node -> node.images().with(options).delete(id)));
        } else if (dice < 80) {
            cancelOrDelete(dice < 65);
        } else {
            machine(this::change);
        }
    }

    private void cancelOrDelete(boolean delete) {
        if (delete) {
            machine(id -> submit(options -> node -> node.compute().with(options).delete(id)));
        } else {
            List<StoredOperation> latest = Records.of(history.database).operations();
            any(latest.subList(0, Math.min(5, latest.size())))
                    .ifPresent(operation -> history.processes.call(
                            node -> node.operations().get(operation.id()).cancel()));
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
                compute -> compute.rename(id, name),
                compute -> compute.rename(id, name));
        Function<ComputeService, Operation<?>> chosen = calls.get(random.nextInt(calls.size()));
        submit(options -> node -> chosen.apply(node.compute().with(options)));
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
        any(Records.of(history.database).vms()).map(Vm::id).ifPresent(call);
    }

    private <T> Optional<T> any(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }
}
