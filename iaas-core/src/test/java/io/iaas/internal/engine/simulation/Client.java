package io.iaas.internal.engine.simulation;

import io.iaas.compute.ComputeService;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.IaasException;
import io.iaas.identity.Project;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.image.ImageSpec;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.RepositorySession;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks for things, at any process that answers, and takes what it gets. */
final class Client {
    static final String CANARY = "canary-7f3a";

    private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);
    private static final int NAMES = 6;

    private final History history;
    private final Random random;
    private final int requests;

    Client(History history, int requests) {
        this.history = history;
        this.random = history.random;
        this.requests = requests;
    }

    void run() {
        for (int i = 0; i < requests; i++) {
            pause(random.nextInt(4) == 0 ? random.nextInt(15_000) : random.nextInt(1_500));
            history.anyOpenNode().ifPresent(this::callSafely);
        }
        history.clientDone();
    }

    private void pause(int millis) {
        try {
            history.baton.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts clients", e);
        }
    }

    private void callSafely(Node node) {
        Actor self = history.baton.current();
        self.node = Optional.of(node);
        try {
            call(node);
        } catch (IaasException e) {
            history.tally.refused++;
            history.baton.note("refused: " + e.code());
            history.requireSecret(String.valueOf(e.getMessage()));
        } catch (ProcessDied e) {
            if (!node.dead()) {
                throw e;
            }
            history.baton.note("lost the connection");
        } finally {
            self.node = Optional.empty();
        }
    }

    private void call(Node node) {
        int dice = random.nextInt(100);
        if (dice < 12) {
            node.images().importImage(image());
        } else if (dice < 47) {
            node.compute().create(machine());
        } else if (dice < 50) {
            onImage(id -> node.images().delete(id));
        } else if (dice < 65) {
            onMachine(id -> node.compute().delete(id));
        } else if (dice < 80) {
            any(session -> session.operations()
                            .list(Project.DEFAULT, OperationQuery.all(), PageRequest.first(5))
                            .items())
                    .ifPresent(stored -> cancel(node, stored.id()));
        } else {
            onMachine(id -> power(node.compute(), id));
        }
    }

    private void cancel(Node node, OperationId id) {
        boolean asked = node.operations().get(id).cancel();
        history.baton.note("cancel of " + id + ": " + asked);
    }

    private void power(ComputeService compute, VmId id) {
        List<Consumer<VmId>> calls = List.of(
                compute::start,
                vm -> compute.stop(vm, Duration.ofSeconds(random.nextInt(20)), random.nextBoolean()),
                compute::forceStop,
                compute::reboot,
                compute::reset,
                compute::pause,
                compute::resume,
                vm -> compute.rename(vm, machineName()));
        calls.get(random.nextInt(calls.size())).accept(id);
    }

    private ImageSpec image() {
        String name = "image-" + random.nextInt(3);
        return switch (random.nextInt(5)) {
            case 0 -> ImageSpec.directBoot(name, history.files.kernel(), history.files.initrd());
            case 1 -> ImageSpec.disk(name, new ByteArrayInputStream(new byte[1 << 12]));
            case 2 -> ImageSpec.disk(name, history.files.disk()).withSha256("0".repeat(64));
            default -> ImageSpec.disk(name, history.files.disk());
        };
    }

    private VmSpec machine() {
        VmSpec.Builder spec = VmSpec.named(machineName())
                .image("image-" + random.nextInt(3))
                .flavor(random.nextBoolean() ? "tiny" : "small")
                .userData("#cloud-config\n# " + CANARY + "\n");
        if (random.nextInt(3) == 0) {
            Wait wait = Wait.until(
                    random.nextBoolean() ? WaitCondition.address() : WaitCondition.running(),
                    Duration.ofSeconds(1 + random.nextInt(20)));
            spec.waitFor(random.nextBoolean() ? wait : wait.keepOnTimeout());
        }
        return spec.build();
    }

    private String machineName() {
        return "vm-" + random.nextInt(NAMES);
    }

    private void onMachine(Consumer<VmId> call) {
        any(session -> session.vms().list(Project.DEFAULT, VmQuery.all(), ALL).items())
                .map(Vm::id)
                .ifPresent(call);
    }

    private void onImage(Consumer<ImageId> call) {
        any(session -> session.images().list(Project.DEFAULT, ALL).items())
                .map(Image::id)
                .ifPresent(call);
    }

    private <T> Optional<T> any(Function<RepositorySession, List<T>> query) {
        List<T> all = history.database.read(query);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }
}
