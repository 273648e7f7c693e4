package io.iaas.examples.bench;

import io.iaas.Iaas;
import io.iaas.compute.VmQuery;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.page.PageRequest;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** The main of a JVM that opens the library on a database, lists, and does the same again while it is warm. */
final class StartUp {
    static final String BUILD = "build-ms";
    static final String FIRST_LIST = "first-list-ms";
    static final String JVM_TO_LIST = "jvm-to-list-ms";
    static final String WARM = "warm-ms";

    private static final int PAGE = 100;

    private StartUp() {}

    /** Takes the database, the number of machines in it, and how often to do it again. */
    public static void main(String[] arguments) {
        Path database = Path.of(arguments[0]);
        double before = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        SimulatedHost host = SimulatedHost.builder().build();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            host.addForeignDomain("vm-" + i, StoredVms.uuid(i));
        }
        Stopwatch watch = new Stopwatch();
        Iaas iaas = open(database, host);
        double built = watch.millis();
        list(iaas);
        double listed = watch.millis();
        iaas.close();
        BenchJvm.say(BUILD, built);
        BenchJvm.say(FIRST_LIST, listed - built);
        BenchJvm.say(JVM_TO_LIST, before + listed);
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            Stopwatch again = new Stopwatch();
            Iaas warm = open(database, host);
            list(warm);
            double millis = again.millis();
            warm.close();
            BenchJvm.say(WARM, millis);
        }
    }

    private static Iaas open(Path database, SimulatedHost host) {
        return Iaas.builder()
                .repositories(MyBatisRepositories.sqlite(database))
                .hypervisor(SimulatedHypervisor.connect(host))
                .build();
    }

    private static void list(Iaas iaas) {
        int size = iaas.compute()
                .list(VmQuery.all(), PageRequest.first(PAGE))
                .items()
                .size();
        if (size != PAGE) {
            throw new IllegalStateException("the database has only " + size + " machines");
        }
    }
}
