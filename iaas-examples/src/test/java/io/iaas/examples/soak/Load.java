package io.iaas.examples.soak;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.image.Image;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.PageRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Phaser;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Random operations by several threads, on machines and images that they share. */
final class Load implements AutoCloseable {
    /** A process that is killed again and again must not be what ends an operation. */
    static final int ATTEMPTS = 50;

    private static final int THREADS = 4;
    private static final int MOST_MACHINES = 8;
    private static final int MOST_IMAGES = 3;
    private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What nothing that is done here may lead to. */
    private static final Set<ErrorCode> UNEXPECTED = EnumSet.of(
            ErrorCode.INTERNAL,
            ErrorCode.FOREIGN_RESOURCE,
            ErrorCode.DATABASE_UNUSABLE,
            ErrorCode.DATABASE_TOO_NEW,
            ErrorCode.IDEMPOTENCY_CONFLICT,
            ErrorCode.AWAIT_TIMEOUT);

    private final Iaas iaas;
    private final Ground ground;
    private final Consumer<String> complaints;
    private final Phaser running = new Phaser(1);
    private volatile boolean going = true;

    Load(Iaas iaas, Ground ground, Consumer<String> complaints) {
        this.iaas = iaas;
        this.ground = ground;
        this.complaints = complaints;
    }

    void start(long seed) {
        going = true;
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed + i);
            running.register();
            Thread thread = new Thread(() -> go(random), "load-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Stops, and returns when every operation has settled. */
    @Override
    public void close() {
        going = false;
        running.arriveAndAwaitAdvance();
        // What is cancelled or queued behind another one may be seen in a state that it leaves meanwhile.
        for (List<Operation<?>> left = unfinished(iaas); !left.isEmpty(); left = unfinished(iaas)) {
            left.forEach(Load::settle);
        }
    }

    static List<Operation<?>> unfinished(Iaas iaas) {
        return Stream.of(OperationState.values())
                .filter(state -> !state.settled())
                .flatMap(state -> iaas.operations().list(OperationQuery.all().inState(state), ALL).items().stream())
                .map(OperationInfo::id)
                .<Operation<?>>map(iaas.operations()::get)
                .toList();
    }

    static void settle(Operation<?> operation) {
        try {
            operation.await(PATIENCE);
        } catch (IaasException e) {
            if (e.code() == ErrorCode.AWAIT_TIMEOUT) {
                throw e;
            }
        }
    }

    private void go(Random random) {
        try {
            while (going) {
                step(random);
            }
        } finally {
            running.arriveAndDeregister();
        }
    }

    private void step(Random random) {
        try {
            Operation<?> operation = submit(random);
            int whatNow = random.nextInt(10);
            if (whatNow == 0 && !operation.info().kind().name().equals("vm.stop")) {
                operation.cancel();
            } else if (whatNow < 7) {
                operation.await(PATIENCE);
            }
        } catch (IaasException e) {
            if (UNEXPECTED.contains(e.code())) {
                complaints.accept(e.code() + " " + e.getMessage());
            }
        } catch (RuntimeException e) {
            complaints.accept(e.toString());
        }
    }

    private Operation<?> submit(Random random) {
        List<Image> images = iaas.images().list(ALL).items();
        List<Vm> machines = iaas.compute().list(VmQuery.all(), ALL).items();
        int dice = random.nextInt(20);
        if (images.isEmpty() || (dice == 0 && images.size() < MOST_IMAGES)) {
            return iaas.images().importImage(ground.image("image-" + UUID.randomUUID()));
        }
        if (dice == 1) {
            return iaas.images().delete(one(random, images).id());
        }
        if (machines.isEmpty() || (dice < 6 && machines.size() < MOST_MACHINES)) {
            return create(random, one(random, images));
        }
        return change(random, one(random, machines));
    }

    private static <T> T one(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Some ask twice, as callers do who have lost the answer. */
    private Operation<Vm> create(Random random, Image image) {
        VmSpec spec = VmSpec.named("vm-" + random.nextInt(1000))
                .image(image)
                .flavor(Ground.FLAVOR)
                .userData("#!/bin/sh\n# " + Ground.SECRET)
                .build();
        if (random.nextInt(3) > 0) {
            return iaas.compute().create(spec);
        }
        SubmitOptions once =
                SubmitOptions.none().withIdempotencyKey(UUID.randomUUID().toString());
        Operation<Vm> create = iaas.compute().with(once).create(spec);
        Operation<Vm> again = iaas.compute().with(once).create(spec);
        if (!create.id().equals(again.id())) {
            complaints.accept("I6 two operations of one key: " + create.id() + " " + again.id());
        }
        return create;
    }

    private Operation<?> change(Random random, Vm vm) {
        return switch (random.nextInt(11)) {
            case 0, 1 -> iaas.compute().start(vm.id());
            case 2 -> iaas.compute().stop(vm.id(), Duration.ofSeconds(5), true);
            case 3 -> iaas.compute().forceStop(vm.id());
            case 4 -> iaas.compute().reboot(vm.id());
            case 5 -> iaas.compute().reset(vm.id());
            case 6 -> iaas.compute().pause(vm.id());
            case 7 -> iaas.compute().resume(vm.id());
            case 8 -> iaas.compute().rename(vm.id(), "vm-" + random.nextInt(1000));
            default -> iaas.compute().delete(vm.id());
        };
    }

    /** Deletes everything, machines first. */
    static void clear(Iaas iaas) {
        List<Operation<?>> deletes = iaas.compute().list(VmQuery.all(), ALL).items().stream()
                .<Operation<?>>map(vm -> iaas.compute().delete(vm.id()))
                .toList();
        deletes.forEach(Load::settle);
        iaas.images().list(ALL).items().stream()
                .map(image -> iaas.images().delete(image.id()))
                .forEach(Load::settle);
    }
}
