package io.iaas.examples.bench;

import io.iaas.compute.Flavor;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** How long one machine takes to run, to its first heartbeat, and to be gone, by the library and without it. */
final class CreateRow implements Row {
    private static final double MOST_PERCENT = 5;
    private static final double MOST_MILLIS = 30;
    private static final int WARM_UP_ROUNDS = 1;
    private static final String RUNNING = "running, ";
    private static final String HEARTBEAT = "heartbeat, ";
    private static final String DELETED = "deleted, ";

    @Override
    public String name() {
        return "create";
    }

    @Override
    public String title() {
        return "One overlay of a Linux disk (guest B) on QEMU: created until it runs, until its heartbeat, and deleted";
    }

    @Override
    public RowResult measure(Setting setting) throws IOException, InterruptedException, ExecutionException {
        Path directory = Files.createDirectory(setting.scratch().resolve(name()));
        WarmUp.run(directory.resolve("warm-up"));
        try (Cloud cloud = new Cloud(setting, directory.resolve("iaas.db"), name(), 8, usual -> {})) {
            cloud.iaas().flavors().create(new Flavor(Cloud.FLAVOR, 1, 128, 1));
            Image image = cloud.iaas()
                    .images()
                    .importFile("linux", setting.guests().resolve("b/disk.qcow2"))
                    .await();
            OwnMaker ours = new OwnMaker("iaas", cloud, image, Optional.empty());
            Wait wait = Wait.until(WaitCondition.console(Heartbeat.LINE), Heartbeat.PATIENCE);
            OwnMaker waiting = new OwnMaker("iaas, waiting itself", cloud, image, Optional.of(wait));
            ours.create();
            try (BareHost host = new BareHost(setting.uri(), cloud.name())) {
                BareTemplate template = new BareTemplate(
                        cloud, ours.last(), host.describe(cloud.domain(ours.last())), cloud.disk(image));
                ours.delete();
                try (PythonMaker python = new PythonMaker(setting.uri(), cloud.name(), template, directory)) {
                    BareMaker bare = new BareMaker(host, template);
                    VirtInstallMaker tool = new VirtInstallMaker(setting.uri(), cloud, template, directory);
                    warmUp(List.of(ours, bare, python));
                    Samples samples = new Samples();
                    // Python's calls are the bare ones, and a boot takes seconds.
                    List<Maker> heard = setting.quick() ? List.of(ours, bare, tool) : List.of(ours, bare, tool, python);
                    int rounds = setting.repetitions(5, 15);
                    lives(List.of(ours, bare, python, tool), heard, rounds, samples);
                    if (!setting.quick()) {
                        waits(waiting, rounds, samples);
                    }
                    return result(samples, ours, bare, tool, List.of(ours, bare, python, tool, waiting));
                }
            }
        }
    }

    /** The calls to a real host are the only ones that are new to this JVM. */
    private static void warmUp(List<Maker> makers) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (Maker maker : makers) {
                maker.create();
                maker.delete();
            }
        }
    }

    /**
     * By turns, so that what else the machine does hits all. Each follows each of the others as often (Williams' design
     * for an even number): what one leaves to the machine, such as pages to write, is not always the same one's burden.
     */
    private static void lives(List<Maker> makers, List<Maker> heard, int rounds, Samples samples)
            throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < makers.size(); i++) {
                int ahead = i % 2 == 1 ? (i + 1) / 2 : makers.size() - i / 2;
                Maker maker = makers.get((round + ahead) % makers.size());
                Stopwatch creating = new Stopwatch();
                Path console = maker.create();
                samples.add(RUNNING + maker.name(), creating.millis());
                if (heard.contains(maker)) {
                    Heartbeat.await(console);
                    samples.add(HEARTBEAT + maker.name(), creating.millis());
                }
                Stopwatch deleting = new Stopwatch();
                maker.delete();
                samples.add(DELETED + maker.name(), deleting.millis());
            }
        }
    }

    private static void waits(Maker waiting, int rounds, Samples samples) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            Stopwatch creating = new Stopwatch();
            Heartbeat.await(waiting.create());
            samples.add(HEARTBEAT + waiting.name(), creating.millis());
            waiting.delete();
        }
    }

    private static RowResult result(Samples samples, Maker ours, Maker bare, Maker tool, List<Maker> all) {
        RowResult.Builder result = new RowResult.Builder();
        for (String what : List.of(RUNNING, HEARTBEAT, DELETED)) {
            double own = millis(samples, what, ours).median();
            double base = millis(samples, what, bare).median();
            double allowed = Math.max(base * MOST_PERCENT / 100, MOST_MILLIS);
            result.ratio(Ratio.atMost(what + "iaas - bare calls", own - base, allowed, Measure.MILLIS));
            double typed = millis(samples, what, tool).median();
            result.ratio(Ratio.atMost(what + "iaas / virt-install", own / typed, 1, "x"));
            all.stream()
                    .filter(maker -> samples.quantities().contains(what + maker.name()))
                    .forEach(maker -> result.measure(millis(samples, what, maker)));
        }
        return result.note(
                        "the bare calls spread over %,.0f ms until running, %,.0f until the heartbeat, %,.0f until deleted:"
                                        .formatted(
                                                spread(samples, RUNNING, bare),
                                                spread(samples, HEARTBEAT, bare),
                                                spread(samples, DELETED, bare))
                                + " a smaller difference says little")
                .build();
    }

    private static double spread(Samples samples, String what, Maker maker) {
        Measure measure = millis(samples, what, maker);
        return measure.max() - measure.min();
    }

    private static Measure millis(Samples samples, String what, Maker maker) {
        return samples.measure(what + maker.name(), Measure.MILLIS);
    }
}
