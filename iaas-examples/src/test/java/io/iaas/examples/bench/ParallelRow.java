package io.iaas.examples.bench;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.image.Image;
import io.iaas.libvirt.LibvirtHypervisorBuilder;
import io.iaas.operation.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/** How long many guests take to be created, and then deleted, by four workers, against a bare loop by four threads. */
final class ParallelRow implements Row {
    private static final int THREADS = 4;
    private static final int ROUNDS = 5;
    private static final double MOST = 1.1;

    @Override
    public String name() {
        return "parallel";
    }

    @Override
    public String title() {
        return "Boot-sector guests (100; quick: 4) created, then deleted, by " + THREADS
                + " workers, on QEMU with libvirt's fast start";
    }

    @Override
    public RowResult measure(Setting setting) throws IOException, InterruptedException, ExecutionException {
        Path directory = Files.createDirectory(setting.scratch().resolve(name()));
        WarmUp.run(directory.resolve("warm-up"));
        int guests = setting.repetitions(4, 100);
        Samples ours = new Samples();
        Samples bare = new Samples();
        try (Cloud cloud = new Cloud(
                        setting, directory.resolve("iaas.db"), name(), THREADS, LibvirtHypervisorBuilder::fastStart);
                Crowd threads = new Crowd(THREADS)) {
            cloud.iaas().flavors().create(new Flavor(Cloud.FLAVOR, 1, 16, 1));
            Image image = cloud.iaas()
                    .images()
                    .importFile("boot-sector", setting.guests().resolve("d/quiet.qcow2"))
                    .await();
            Vm like = create(cloud, image, "like").await();
            try (BareHost host = new BareHost(setting.uri(), cloud.name())) {
                BareTemplate template =
                        new BareTemplate(cloud, like.id(), host.describe(cloud.domain(like.id())), cloud.disk(image));
                cloud.iaas().compute().delete(like.id()).await();
                for (int round = 0; round < ROUNDS; round++) {
                    ours(cloud, image, guests, ours);
                    bare(host, threads, template, guests, bare);
                }
            }
            return result(ours, bare, cloud.accelerator());
        }
    }

    private static RowResult result(Samples ours, Samples bare, String accelerator) {
        double ratio =
                ours.measure("total", "s").median() / bare.measure("total", "s").median();
        RowResult.Builder result = new RowResult.Builder().ratio(Ratio.atMost("total / bare loop", ratio, MOST, "x"));
        for (String part : List.of("total", "create", "delete")) {
            result.measure(ours.measure(part, "s").as(part));
            result.measure(bare.measure(part, "s").as(part + ", bare loop"));
        }
        return result.measure(ours.measure("this JVM's memory", "MiB"))
                .measure(ours.measure("QEMU's memory, all guests", "MiB"))
                .note("accelerator " + accelerator)
                .build();
    }

    private static Operation<Vm> create(Cloud cloud, Image image, String name) {
        return cloud.iaas()
                .compute()
                .create(VmSpec.named(name).image(image).flavor(Cloud.FLAVOR).build());
    }

    private static void ours(Cloud cloud, Image image, int guests, Samples times) {
        Stopwatch total = new Stopwatch();
        List<Operation<Vm>> creates = IntStream.range(0, guests)
                .mapToObj(i -> create(cloud, image, "vm-" + i))
                .toList();
        List<Vm> vms = creates.stream().map(Operation::await).toList();
        double created = total.seconds();
        times.add("create", created);
        times.add("this JVM's memory", Rss.ofThisJvm());
        times.add("QEMU's memory, all guests", Rss.ofGuests(cloud.prefix()));
        Stopwatch deleting = new Stopwatch();
        vms.stream().map(vm -> cloud.iaas().compute().delete(vm.id())).toList().forEach(delete -> delete.await());
        times.add("delete", deleting.seconds());
        times.add("total", created + deleting.seconds());
    }

    private static void bare(BareHost host, Crowd threads, BareTemplate template, int guests, Samples times)
            throws InterruptedException, ExecutionException {
        Stopwatch total = new Stopwatch();
        List<BareGuest> made = threads.ask(guests, i -> {
                    BareGuest guest = template.next();
                    host.create(guest);
                    return guest;
                })
                .values();
        times.add("create", total.seconds());
        Stopwatch deleting = new Stopwatch();
        threads.ask(guests, i -> {
            host.delete(made.get(i));
            return i;
        });
        times.add("delete", deleting.seconds());
        times.add("total", total.seconds());
    }
}
