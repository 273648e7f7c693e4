package io.iaas.examples.bench;

import io.iaas.compute.VmId;
import io.iaas.compute.WaitCondition;
import io.iaas.image.ImageSpec;
import io.iaas.testkit.ThrowawaySpec;
import io.iaas.testkit.ThrowawayVm;
import io.iaas.testkit.ThrowawayVms;
import io.iaas.testkit.VmGroup;
import io.iaas.testkit.WarmPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** How soon a test has a throwaway machine: by a start, by a reset, from a warm pool; and libvirt's calls for the same. */
final class ThrowawayRow implements Row {
    private static final String READY = "READY";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SSH = 22;
    private static final int THREADS = 4;
    private static final int MOST_MILLIS = 500;
    private static final double MOST_OF_A_BOOT = 1.15;

    @Override
    public String name() {
        return "throwaway";
    }

    @Override
    public String title() {
        return "Throwaway machines of a Linux kernel (guest A), and 20 boot sectors (quick: 8) at once, on QEMU";
    }

    @Override
    public RowResult measure(Setting setting) throws IOException, InterruptedException, ExecutionException {
        System.setProperty("iaas.throwaway.uri", setting.uri());
        Path directory = Files.createDirectory(setting.scratch().resolve(name()));
        Samples samples = new Samples();
        int rounds = setting.repetitions(5, 15);
        try (BareLives bare = new BareLives(setting.uri(), directory)) {
            cold(linux(setting).build(), bare, samples, rounds);
            ready(linux(setting).resettable().build(), bare, samples, rounds);
            many(setting, bare, samples, rounds);
        }
        return result(samples);
    }

    private static ThrowawaySpec.Builder linux(Setting setting) throws IOException {
        Path guest = setting.guests().resolve("a");
        return ThrowawaySpec.image(ImageSpec.directBoot("linux", guest.resolve("vmlinuz"), guest.resolve("initrd"))
                        .withCommandLine(
                                Files.readString(guest.resolve("cmdline")).strip()))
                .memoryMib(128)
                .waitFor(WaitCondition.console(READY), PATIENCE);
    }

    private static void cold(ThrowawaySpec spec, BareLives bare, Samples samples, int rounds)
            throws InterruptedException {
        try (ThrowawayVm other = ThrowawayVms.start(spec)) {
            String xml = bare.describe(other.id());
            for (int round = -1; round < rounds; round++) {
                Stopwatch starting = new Stopwatch();
                ThrowawayVm vm = ThrowawayVms.start(spec);
                add(samples, round, "cold start", starting.millis());
                vm.close();
                bare.end(other.id());
                int before = boots(other);
                Stopwatch booting = new Stopwatch();
                bare.boot(xml);
                while (boots(other) == before) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                add(samples, round, "cold start, bare boot", booting.millis());
            }
        }
    }

    private static int boots(ThrowawayVm vm) {
        return vm.console().split(READY, -1).length;
    }

    private static void ready(ThrowawaySpec spec, BareLives bare, Samples samples, int rounds)
            throws IOException, InterruptedException {
        try (VmGroup group = ThrowawayVms.start(2, spec);
                WarmPool pool = WarmPool.of(spec, 1)) {
            ThrowawayVm ours = group.get(0);
            ThrowawayVm other = group.get(1);
            InetAddress address = ours.address().orElseThrow();
            InetAddress otherAddress = other.address().orElseThrow();
            bare.save(other.id());
            bare.restore(other.id());
            for (int round = -1; round < rounds; round++) {
                Stopwatch resetting = new Stopwatch();
                ours.reset();
                answers(address);
                add(samples, round, "reset", resetting.millis());
                Stopwatch restoring = new Stopwatch();
                bare.end(other.id());
                bare.restore(other.id());
                answers(otherAddress);
                add(samples, round, "reset, bare end and restore", restoring.millis());
            }
            taken(pool, samples, rounds);
            bare.forget(other.id());
        }
    }

    /** The pool has a machine again before the next one is taken. */
    private static void taken(WarmPool pool, Samples samples, int rounds) throws IOException, InterruptedException {
        for (int round = -1; round < rounds; round++) {
            while (pool.ready() == 0) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            Stopwatch taking = new Stopwatch();
            try (ThrowawayVm vm = pool.take()) {
                answers(vm.address().orElseThrow());
                add(samples, round, "taken", taking.millis());
            }
        }
    }

    private static void many(Setting setting, BareLives bare, Samples samples, int rounds)
            throws IOException, InterruptedException, ExecutionException {
        ThrowawaySpec spec = ThrowawaySpec.disk(setting.guests().resolve("d/quiet.qcow2"))
                .memoryMib(16)
                .waitFor(WaitCondition.console("D BOOT 1"), PATIENCE)
                .resettable()
                .build();
        int number = setting.repetitions(8, 20);
        try (VmGroup ours = ThrowawayVms.start(number, spec);
                VmGroup others = ThrowawayVms.start(number, spec);
                Crowd threads = new Crowd(THREADS)) {
            List<VmId> ids = others.vms().stream().map(ThrowawayVm::id).toList();
            for (VmId id : ids) {
                bare.save(id);
                bare.restore(id);
            }
            for (int round = -1; round < rounds; round++) {
                Stopwatch resetting = new Stopwatch();
                ours.reset();
                add(samples, round, "all reset", resetting.millis());
                Stopwatch restoring = new Stopwatch();
                threads.ask(number, i -> {
                    bare.end(ids.get(i));
                    bare.restore(ids.get(i));
                    return i;
                });
                add(samples, round, "all reset, bare end and restore", restoring.millis());
            }
            for (VmId id : ids) {
                bare.forget(id);
            }
        }
    }

    /** Rounds before the first do not count. */
    private static void add(Samples samples, int round, String quantity, double millis) {
        if (round >= 0) {
            samples.add(quantity, millis);
        }
    }

    private static void answers(InetAddress address) throws IOException {
        try (Socket socket = new Socket(address, SSH)) {
            if (socket.getInputStream().read() != 'S') {
                throw new IllegalStateException("no SSH server answers at " + address);
            }
        }
    }

    private static RowResult result(Samples samples) {
        RowResult.Builder result = new RowResult.Builder()
                .ratio(Ratio.atMost(
                        "cold start / bare boot",
                        median(samples, "cold start") / median(samples, "cold start, bare boot"),
                        MOST_OF_A_BOOT,
                        "x"))
                .ratio(Ratio.atMost("reset, SSH answers", median(samples, "reset"), MOST_MILLIS, Measure.MILLIS))
                .ratio(Ratio.atMost("taken, SSH answers", median(samples, "taken"), MOST_MILLIS, Measure.MILLIS));
        List.of(
                        "cold start",
                        "cold start, bare boot",
                        "reset",
                        "reset, bare end and restore",
                        "taken",
                        "all reset",
                        "all reset, bare end and restore")
                .forEach(quantity -> result.measure(samples.measure(quantity, Measure.MILLIS)));
        return result.build();
    }

    private static double median(Samples samples, String quantity) {
        return samples.measure(quantity, Measure.MILLIS).median();
    }
}
