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
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How soon a test has a throwaway machine: by a start, by a reset, from a warm pool; and libvirt's calls for the same. */
final class ThrowawayRow implements Row {
    private static final String READY = "READY";
    private static final Pattern CONSOLE_FILE = Pattern.compile("<log file='([^']+)'");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration FIRST_BOOT = Duration.ofMinutes(5);
    private static final String COLD = "cold start";
    private static final String COLD_BARE = "bare boot";
    private static final String RESET = "reset, ";
    private static final String RESTORE = "bare end and restore, ";
    private static final String TAKEN = "taken, ";
    private static final String ALL = "all at once";
    private static final String SSH = "SSH answers";
    private static final String AGENT = "agent of a whole distribution answers";
    private static final int SSH_PORT = 22;
    private static final int THREADS = 4;
    private static final int MOST_MILLIS = 500;
    private static final int MOST_AGENT_MILLIS = 600;
    private static final double MOST_OF_A_BOOT = 1.15;

    @Override
    public String name() {
        return "throwaway";
    }

    @Override
    public String title() {
        return "Throwaway machines of a Linux kernel (guest A), a distribution (guest C; not quick), and 20 boot sectors"
                + " (quick: 2) at once, on QEMU, all with libvirt's fast start";
    }

    @Override
    public RowResult measure(Setting setting) throws IOException, InterruptedException, ExecutionException {
        System.setProperty("iaas.throwaway.uri", setting.uri());
        System.setProperty("iaas.throwaway.fastStart", "true");
        Path directory = Files.createDirectory(setting.scratch().resolve(name()));
        Samples samples = new Samples();
        try (BareLives bare = new BareLives(setting.uri(), directory)) {
            ThrowawaySpec linux = linux(setting).build();
            ThrowawaySpec resettable = linux(setting).resettable().build();
            try (ThrowawayVm other = ThrowawayVms.start(linux)) {
                cold(linux, other, bare, samples, setting.repetitions(5, 15));
                reset(setting, resettable, other, bare, samples, SSH, ThrowawayRow::sshAnswers);
            }
            taken(setting, samples);
            many(setting, bare, samples);
            if (!setting.quick()) {
                ThrowawaySpec distribution = distribution(setting);
                try (ThrowawayVm other = ThrowawayVms.start(distribution)) {
                    reset(setting, distribution, other, bare, samples, AGENT, ThrowawayRow::agentAnswers);
                }
            }
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

    private static ThrowawaySpec distribution(Setting setting) {
        return ThrowawaySpec.disk(setting.guests().resolve("c/disk.qcow2"))
                .memoryMib(512)
                .resettable()
                .waitFor(WaitCondition.cloudInit().and(WaitCondition.agent()), FIRST_BOOT)
                .build();
    }

    /** Side by side, each on a processor of its own: a boot takes seconds, and the machine's speed varies. */
    private static void cold(ThrowawaySpec spec, ThrowawayVm other, BareLives bare, Samples samples, int rounds)
            throws InterruptedException, ExecutionException {
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try {
            String xml = bare.describe(other.id());
            for (int round = 0; round < rounds; round++) {
                bare.end(other.id());
                Future<Double> booting = beside.submit(() -> boot(xml, bare));
                Stopwatch starting = new Stopwatch();
                ThrowawayVm vm = ThrowawayVms.start(spec);
                samples.add(COLD, starting.millis());
                samples.add(COLD_BARE, booting.get());
                vm.close();
            }
        } finally {
            beside.shutdown();
        }
    }

    private static double boot(String xml, BareLives bare) throws InterruptedException, IOException {
        Path console = consoleFile(xml);
        int before = boots(console);
        Stopwatch booting = new Stopwatch();
        bare.boot(xml);
        while (boots(console) == before) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return booting.millis();
    }

    private static Path consoleFile(String xml) {
        Matcher log = CONSOLE_FILE.matcher(xml);
        if (!log.find()) {
            throw new IllegalStateException("no file has the console of " + xml);
        }
        return Path.of(log.group(1));
    }

    /** Read as a file: libvirt's calls for it would take from the guests that boot. */
    private static int boots(Path console) throws IOException {
        return Files.readString(console, StandardCharsets.ISO_8859_1).split(READY, -1).length;
    }

    private static void reset(
            Setting setting,
            ThrowawaySpec spec,
            ThrowawayVm other,
            BareLives bare,
            Samples samples,
            String what,
            Consumer<ThrowawayVm> answers)
            throws IOException {
        try (ThrowawayVm ours = ThrowawayVms.start(spec)) {
            bare.save(other.id());
            bare.restore(other.id());
            for (int round = -1; round < setting.repetitions(5, 15); round++) {
                Stopwatch resetting = new Stopwatch();
                ours.reset();
                answers.accept(ours);
                add(samples, round, RESET + what, resetting.millis());
                Stopwatch restoring = new Stopwatch();
                bare.end(other.id());
                bare.restore(other.id());
                answers.accept(other);
                add(samples, round, RESTORE + what, restoring.millis());
            }
            bare.forget(other.id());
        }
    }

    /**
     * All that are taken were ready before the first is: a refill takes as long as a cold start. What the pool begins in
     * place of each is given up before it takes much from those that are measured.
     */
    private static void taken(Setting setting, Samples samples) throws IOException, InterruptedException {
        int size = setting.repetitions(5, 15);
        List<ThrowawayVm> taken = new ArrayList<>();
        try (WarmPool pool = WarmPool.of(linux(setting).build(), size)) {
            while (pool.ready() < size) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            for (int i = 0; i < size; i++) {
                Stopwatch taking = new Stopwatch();
                ThrowawayVm vm = pool.take();
                taken.add(vm);
                sshAnswers(vm);
                samples.add(TAKEN + SSH, taking.millis());
            }
        } finally {
            taken.forEach(ThrowawayVm::close);
        }
    }

    private static void many(Setting setting, BareLives bare, Samples samples)
            throws IOException, InterruptedException, ExecutionException {
        ThrowawaySpec spec = ThrowawaySpec.disk(setting.guests().resolve("d/quiet.qcow2"))
                .memoryMib(16)
                .waitFor(WaitCondition.console("D BOOT 1"), PATIENCE)
                .resettable()
                .build();
        int number = setting.repetitions(2, 20);
        try (VmGroup ours = ThrowawayVms.start(number, spec);
                VmGroup others = ThrowawayVms.start(number, spec);
                Crowd threads = new Crowd(THREADS)) {
            List<VmId> ids = others.vms().stream().map(ThrowawayVm::id).toList();
            for (VmId id : ids) {
                bare.save(id);
                bare.restore(id);
            }
            for (int round = -1; round < setting.repetitions(5, 15); round++) {
                Stopwatch resetting = new Stopwatch();
                ours.reset();
                add(samples, round, RESET + ALL, resetting.millis());
                Stopwatch restoring = new Stopwatch();
                threads.ask(number, i -> {
                    bare.end(ids.get(i));
                    bare.restore(ids.get(i));
                    return i;
                });
                add(samples, round, RESTORE + ALL, restoring.millis());
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

    private static void sshAnswers(ThrowawayVm vm) {
        try (Socket socket = new Socket(vm.address().orElseThrow(), SSH_PORT)) {
            if (socket.getInputStream().read() != 'S') {
                throw new IllegalStateException("no SSH server answers in " + vm.id());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void agentAnswers(ThrowawayVm vm) {
        Stopwatch waiting = new Stopwatch();
        while (!vm.agent().answers()) {
            if (waiting.millis() > PATIENCE.toMillis()) {
                throw new IllegalStateException("no agent answers in " + vm.id());
            }
        }
    }

    private static RowResult result(Samples samples) {
        RowResult.Builder result = new RowResult.Builder()
                .ratio(Ratio.atMost(
                        "cold start / bare boot",
                        median(samples, COLD) / median(samples, COLD_BARE),
                        MOST_OF_A_BOOT,
                        "x"))
                .ratio(Ratio.atMost(RESET + SSH, median(samples, RESET + SSH), MOST_MILLIS, Measure.MILLIS))
                .ratio(Ratio.atMost(TAKEN + SSH, median(samples, TAKEN + SSH), MOST_MILLIS, Measure.MILLIS));
        if (samples.quantities().contains(RESET + AGENT)) {
            result.ratio(
                    Ratio.atMost(RESET + AGENT, median(samples, RESET + AGENT), MOST_AGENT_MILLIS, Measure.MILLIS));
        }
        samples.quantities().forEach(quantity -> result.measure(samples.measure(quantity, Measure.MILLIS)));
        return result.build();
    }

    private static double median(Samples samples, String quantity) {
        return samples.measure(quantity, Measure.MILLIS).median();
    }
}
