package io.iaas.examples.soak;

import io.iaas.Iaas;
import io.iaas.examples.reliability.ChildJvm;
import io.iaas.operation.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The main of a process of a soak. It says when what earlier ones left is done, and whatever should not be. One that is
 * to live for a time measures what it holds, and ends when nothing is left to do.
 */
final class SoakWorker {
    private static final int WORKERS = 4;
    private static final int SAMPLES = 10;
    private static final double BYTES_A_MIB = 1 << 20;

    private SoakWorker() {}

    /** Takes the kind of the ground, its directory, a seed, and for how many seconds to live: 0 for ever. */
    public static void main(String[] arguments) throws InterruptedException {
        Ground ground = Ground.of(arguments[0], Path.of(arguments[1]));
        long seed = Long.parseLong(arguments[2]);
        Duration life = Duration.ofSeconds(Long.parseLong(arguments[3]));
        try (Iaas iaas = ground.open(WORKERS)) {
            List<Operation<?>> left = Load.unfinished(iaas);
            Load load = new Load(iaas, ground, complaint -> ChildJvm.say("complaint " + complaint));
            load.start(seed);
            left.forEach(Load::settle);
            ChildJvm.say("recovered " + left.size());
            if (life.isZero()) {
                new CountDownLatch(1).await();
            }
            measure(load, seed, life);
        }
        ChildJvm.say("closed");
    }

    /** Compares what is held at rest at the end with the most that was held in the first half. */
    private static void measure(Load load, long seed, Duration life) throws InterruptedException {
        Duration pause = life.dividedBy(2L * SAMPLES);
        Usage most = Usage.now();
        for (int i = 0; i < SAMPLES; i++) {
            rest(pause);
            most = most.peak(Usage.now());
        }
        load.close();
        Usage half = Usage.now();
        most = most.peak(half);
        load.start(seed + SAMPLES);
        rest(pause.multipliedBy(SAMPLES));
        load.close();
        Usage end = Usage.now();
        double minutes = life.toMillis() / 2.0 / Duration.ofMinutes(1).toMillis();
        ChildJvm.say("leaked " + Math.max(0, end.files() - most.files()) + " "
                + Math.max(0, end.threads() - most.threads()));
        ChildJvm.say(String.format(
                Locale.ROOT,
                "heap %.2f MiB, after %.1f minutes more %.2f MiB: %+.2f MiB a minute",
                half.heapBytes() / BYTES_A_MIB,
                minutes,
                end.heapBytes() / BYTES_A_MIB,
                (end.heapBytes() - half.heapBytes()) / BYTES_A_MIB / minutes));
    }

    private static void rest(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }
}
