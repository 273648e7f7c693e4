package io.iaas.examples.bench;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.examples.system.PrivateDaemon;
import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How long a list takes, states included, on a daemon of its own whose test driver has as many domains as records. */
final class ListRow implements Row {
    private static final List<Integer> SIZES = List.of(100, 1000, 10_000);
    /** At this size the ratios have targets. */
    private static final int JUDGED = 1000;

    private static final int PAGE = 100;
    private static final int WARM_UP = 150;
    private static final int IN_A_ROW = 10;
    private static final double LEAST_GAIN = 40;
    private static final double MOST_OF_BULK = 2;
    private static final double MOST_PAGE_MILLIS = 50;
    private static final String OURS = "list";
    private static final String NAMES = "names";
    private static final String DOMAINS = "domains";
    private static final String BULK = "bulk";

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String title() {
        return "List with live states: 100, 1,000, 10,000 machines, SQLite, libvirt's test driver over RPC";
    }

    @Override
    public RowResult measure(Setting setting) throws IOException {
        Path directory = Files.createDirectory(setting.scratch().resolve(name()));
        RowResult.Builder result = new RowResult.Builder();
        try (PrivateDaemon daemon = new PrivateDaemon(directory.resolve("daemon"))) {
            for (int size : SIZES) {
                Path definition = directory.resolve("domains-" + size + ".xml");
                TestDomains.write(definition, size);
                String uri = daemon.testUri(definition);
                Path database = directory.resolve("iaas-" + size + ".db");
                LibvirtHypervisor host = LibvirtHypervisor.connect(uri);
                StoredVms.fill(database, host.hostId(), size);
                try (Iaas iaas = Iaas.builder()
                                .repositories(MyBatisRepositories.sqlite(database))
                                .hypervisor(host)
                                // No domain is the library's, so each would be looked at closely, beside what is
                                // measured.
                                .followHosts(false)
                                .build();
                        BareLists bare = new BareLists(uri)) {
                    lists(setting, size, iaas, bare, result);
                    if (size > JUDGED) {
                        page(setting, size, iaas, result);
                    }
                }
            }
        }
        return result.build();
    }

    private static void lists(Setting setting, int size, Iaas iaas, BareLists bare, RowResult.Builder result) {
        boolean cheap = size <= JUDGED;
        // A call for each of many takes seconds, and no longer for each than with fewer.
        boolean each = cheap || !setting.quick();
        // Of the ways only the library's has much to compile, and machines to know.
        new Interleaved().way(OURS, () -> expect(size, listAll(iaas))).run(cheap ? WARM_UP : 2, 0);
        Interleaved times = new Interleaved().way(OURS, cheap ? IN_A_ROW : 1, () -> expect(size, listAll(iaas)));
        if (each) {
            times.way(NAMES, () -> expect(size, bare.byNames())).way(DOMAINS, () -> expect(size, bare.byDomains()));
        }
        times.way(BULK, cheap ? IN_A_ROW : 1, () -> expect(size, bare.inBulk()))
                .run(cheap ? 1 : 0, cheap ? setting.repetitions(7, 20) : 5);
        Measure ours = times.measure(OURS, "%,d: list".formatted(size));
        Measure bulk = times.measure(BULK, "%,d: bare getAllDomainStats".formatted(size));
        result.measure(ours);
        if (cheap) {
            result.measure(times.measureFirst(OURS, "%,d: list, behind the others".formatted(size)));
        }
        if (each) {
            result.measure(times.measure(NAMES, "%,d: names, lookup, getInfo".formatted(size)))
                    .measure(times.measure(DOMAINS, "%,d: listAllDomains, getInfo".formatted(size)));
        }
        result.measure(bulk);
        if (cheap) {
            result.measure(times.measureFirst(BULK, "%,d: bare getAllDomainStats, behind the others".formatted(size)));
        }
        if (size == JUDGED) {
            double names = times.measure(NAMES, "").median();
            result.ratio(Ratio.atLeast("1,000: names, lookup, getInfo / list", names / ours.median(), LEAST_GAIN, "x"));
            result.ratio(
                    Ratio.atMost("1,000: list / bare bulk call", ours.median() / bulk.median(), MOST_OF_BULK, "x"));
        }
    }

    private static void page(Setting setting, int size, Iaas iaas, RowResult.Builder result) {
        Measure page = new Interleaved()
                .way(OURS, () -> expect(PAGE, off(iaas.compute().list(VmQuery.all(), PageRequest.first(PAGE)))))
                .run(50, setting.repetitions(300, 1000))
                .measure(OURS, "%,d: first page of 100".formatted(size));
        result.measure(page);
        result.ratio(Ratio.atMost(
                "%,d: page of 100, p99".formatted(size), page.quantile(0.99), MOST_PAGE_MILLIS, Measure.MILLIS));
    }

    private static int listAll(Iaas iaas) {
        int count = 0;
        Optional<String> next = Optional.empty();
        do {
            Page<Vm> page = iaas.compute().list(VmQuery.all(), new PageRequest(PageRequest.MAX_LIMIT, next));
            count += off(page);
            next = page.next();
        } while (next.isPresent());
        return count;
    }

    /** Counts those whose state came from the host: the records say otherwise. */
    private static int off(Page<Vm> page) {
        return Math.toIntExact(page.items().stream()
                .filter(vm -> vm.state() == VmState.STOPPED)
                .count());
    }

    private static void expect(int size, int seen) {
        if (seen != size) {
            throw new IllegalStateException("saw " + seen + " of " + size + " machines");
        }
    }
}
