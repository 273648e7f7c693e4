package io.iaas.internal.engine.simulation;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.image.Image;
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.util.List;

/** Looks after blocked operations. */
final class Operator {
    private final History history;

    Operator(History history) {
        this.history = history;
    }

    /** Retries some and gives some up, while clients are at work. */
    void run() {
        while (!history.clientsDone()) {
            history.pause(Duration.ofMillis(history.random.nextInt(30_000)));
            blocked().forEach(operation -> {
                if (history.random.nextBoolean()) {
                    retry(operation);
                } else {
                    history.processes.call(
                            node -> node.operations(operation.projectId()).abandon(operation.id()));
                }
            });
        }
    }

    /** Retries all; returns whether there were any. */
    boolean retryAll() {
        List<StoredOperation> blocked = blocked();
        blocked.forEach(this::retry);
        return !blocked.isEmpty();
    }

    private void retry(StoredOperation operation) {
        history.processes.call(node -> node.operations(operation.projectId()).retry(operation.id()));
    }

    /** Deletes what is in ERROR because its operation was given up; returns whether there was anything. */
    boolean deleteWreckage() {
        Records records = Records.of(history.database);
        List<Vm> vms =
                records.vms().stream().filter(vm -> vm.state() == VmState.ERROR).toList();
        vms.forEach(vm ->
                history.processes.call(node -> node.compute(vm.projectId()).delete(vm.id())));
        List<Image> images = records.images().stream()
                .filter(image -> image.state() == Image.State.ERROR)
                .toList();
        images.forEach(image ->
                history.processes.call(node -> node.images(image.projectId()).delete(image.id())));
        return !vms.isEmpty() || !images.isEmpty();
    }

    private List<StoredOperation> blocked() {
        return Records.of(history.database).operations().stream()
                .filter(operation -> operation.status().state() == OperationState.UNDO_BLOCKED)
                .toList();
    }
}
