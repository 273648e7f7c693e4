package io.iaas.examples.bench;

import io.iaas.Iaas;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.page.PageRequest;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * The main of a JVM that has many machines created and then deleted at once, on SQLite and a simulated host whose calls
 * take no time: what is left is the engine and the database.
 */
final class Burst {
    static final String SUBMIT_P50 = "submit-p50-ms";
    static final String SUBMIT_P99 = "submit-p99-ms";
    static final String CREATES = "creates-per-second";
    static final String DELETES = "deletes-per-second";
    static final String FAILED = "failed";
    static final String HEAP_PEAK = "heap-peak-mib";
    static final String HEAP_AT_REST = "heap-at-rest-mib";

    private static final String FLAVOR = "burst";
    private static final double BYTES_A_MIB = 1 << 20;

    private final Iaas iaas;
    private final Crowd crowd;

    private Burst(Iaas iaas, Crowd crowd) {
        this.iaas = iaas;
        this.crowd = crowd;
    }

    /** Takes a directory for databases, and the number of bursts, of submitters, and of machines a burst. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        WarmUp.run(Path.of(arguments[0], "warm-up"));
        int machines = Integer.parseInt(arguments[3]);
        try (Crowd crowd = new Crowd(Integer.parseInt(arguments[2]))) {
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                try (Iaas iaas = open(Path.of(arguments[0], "burst-" + i + ".db"))) {
                    new Burst(iaas, crowd).run(machines);
                }
            }
        }
    }

    private static Iaas open(Path database) {
        return Iaas.builder()
                .repositories(MyBatisRepositories.sqlite(database))
                .hypervisor(SimulatedHypervisor.create())
                .build();
    }

    private void run(int machines) throws InterruptedException, ExecutionException {
        iaas.flavors().create(new Flavor(FLAVOR, 1, 16, 0));
        Image image = iaas.images()
                .importImage(ImageSpec.disk("disk", new ByteArrayInputStream(new byte[1 << 16])))
                .await();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);

        Stopwatch creating = new Stopwatch();
        Crowd.Answers<Operation<Vm>> creates = crowd.ask(
                machines,
                i -> iaas.compute()
                        .create(VmSpec.named("vm-" + i)
                                .image(image)
                                .flavor(FLAVOR)
                                .build()));
        int failed = failures(creates.values());
        double perSecond = machines / creating.seconds();
        Measure latencies = new Measure("submit", Measure.MILLIS, creates.millis());
        BenchJvm.say(SUBMIT_P50, latencies.median());
        BenchJvm.say(SUBMIT_P99, latencies.quantile(0.99));
        BenchJvm.say(CREATES, perSecond);
        failed += delete();
        BenchJvm.say(FAILED, failed);
        BenchJvm.say(HEAP_PEAK, mib(heapPools().stream().map(MemoryPoolMXBean::getPeakUsage)));
        System.gc();
        BenchJvm.say(HEAP_AT_REST, mib(heapPools().stream().map(MemoryPoolMXBean::getUsage)));
    }

    private int delete() throws InterruptedException, ExecutionException {
        List<VmId> ids = iaas.compute().list(VmQuery.all(), PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .map(Vm::id)
                .toList();
        Stopwatch deleting = new Stopwatch();
        Crowd.Answers<Operation<VmId>> deletes =
                crowd.ask(ids.size(), i -> iaas.compute().delete(ids.get(i)));
        int failed = failures(deletes.values());
        BenchJvm.say(DELETES, ids.size() / deleting.seconds());
        return failed;
    }

    private static double mib(Stream<MemoryUsage> usages) {
        return usages.mapToLong(MemoryUsage::getUsed).sum() / BYTES_A_MIB;
    }

    private static int failures(List<? extends Operation<?>> operations) {
        return Math.toIntExact(operations.stream().filter(Burst::fails).count());
    }

    private static boolean fails(Operation<?> operation) {
        try {
            operation.await();
            return false;
        } catch (OperationFailedException e) {
            System.err.println(e.getMessage());
            return true;
        }
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
