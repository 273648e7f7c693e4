package io.iaas.libvirt;

import com.sun.jna.Pointer;
import io.iaas.compute.DiskMetrics;
import io.iaas.compute.MemoryMetrics;
import io.iaas.compute.MetricGroup;
import io.iaas.compute.NicMetrics;
import io.iaas.spi.hypervisor.DomainMetrics;
import io.iaas.spi.hypervisor.DomainState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What libvirt told of one domain: numbers and texts by name ({@code virDomainStatsRecord}). A group is told when all
 * of its counters are there; of a domain that is busy libvirt tells what it knows without asking it.
 *
 * @param numbers the values that are numbers
 * @param texts the values that are texts
 */
record StatsRecord(Map<String, Long> numbers, Map<String, String> texts) {
    private static final int STATE = 1;
    private static final int CPU_TOTAL = 1 << 1;
    private static final int BALLOON = 1 << 2;
    private static final int INTERFACE = 1 << 4;
    private static final int BLOCK = 1 << 5;

    private static final int INT = 1;
    private static final int UNSIGNED_INT = 2;
    private static final int LONG = 3;
    private static final int UNSIGNED_LONG = 4;
    private static final int STRING = 7;
    private static final long KIB = 1024;

    /** Returns the flags that ask for these groups, and for the state. */
    static int flags(Set<MetricGroup> groups) {
        int flags = STATE;
        for (MetricGroup group : groups) {
            flags |= switch (group) {
                case CPU -> CPU_TOTAL;
                case MEMORY -> BALLOON;
                case DISK -> BLOCK;
                case NETWORK -> INTERFACE;
            };
        }
        return flags;
    }

    /** Copies a native record. */
    static StatsRecord at(Pointer record) {
        Pointer parameters = record.getPointer(StatsLayout.PARAMETERS);
        Map<String, Long> numbers = new HashMap<>();
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < record.getInt(StatsLayout.PARAMETER_COUNT); i++) {
            long at = (long) i * StatsLayout.PARAMETER_SIZE;
            String name = parameters.getString(at + StatsLayout.NAME, "UTF-8");
            switch (parameters.getInt(at + StatsLayout.TYPE)) {
                case INT -> numbers.put(name, (long) parameters.getInt(at + StatsLayout.VALUE));
                case UNSIGNED_INT ->
                    numbers.put(name, Integer.toUnsignedLong(parameters.getInt(at + StatsLayout.VALUE)));
                case LONG, UNSIGNED_LONG -> numbers.put(name, parameters.getLong(at + StatsLayout.VALUE));
                case STRING ->
                    texts.put(
                            name, parameters.getPointer(at + StatsLayout.VALUE).getString(0, "UTF-8"));
                default -> {
                    // Nothing that is read here is a truth value or a fraction.
                }
            }
        }
        return new StatsRecord(numbers, texts);
    }

    /** Returns whether the domain was on when it was read. */
    boolean live() {
        DomainState state = StateNumber.seen((int) number("state.state").orElse(0), (int)
                        number("state.reason").orElse(0))
                .state();
        return state != DomainState.OFF && state != DomainState.CRASHED;
    }

    DomainMetrics metrics() {
        return new DomainMetrics(number("cpu.time"), memory(), disks(), nics());
    }

    private Optional<MemoryMetrics> memory() {
        return has("balloon.current", "balloon.rss")
                ? Optional.of(new MemoryMetrics(value("balloon.current") * KIB, value("balloon.rss") * KIB))
                : Optional.empty();
    }

    private List<DiskMetrics> disks() {
        List<DiskMetrics> disks = new ArrayList<>();
        for (int i = 0; i < number("block.count").orElse(0); i++) {
            String disk = "block." + i + ".";
            if (has(disk + "rd.bytes", disk + "rd.reqs", disk + "wr.bytes", disk + "wr.reqs")) {
                disks.add(new DiskMetrics(
                        texts.getOrDefault(disk + "name", ""),
                        value(disk + "rd.bytes"),
                        value(disk + "rd.reqs"),
                        value(disk + "wr.bytes"),
                        value(disk + "wr.reqs")));
            }
        }
        return disks;
    }

    private List<NicMetrics> nics() {
        List<NicMetrics> nics = new ArrayList<>();
        for (int i = 0; i < number("net.count").orElse(0); i++) {
            String nic = "net." + i + ".";
            if (has(nic + "rx.bytes", nic + "tx.bytes")) {
                nics.add(new NicMetrics(traffic(nic + "rx."), traffic(nic + "tx.")));
            }
        }
        return nics;
    }

    private NicMetrics.Traffic traffic(String way) {
        return new NicMetrics.Traffic(
                value(way + "bytes"), value(way + "pkts"), value(way + "errs"), value(way + "drop"));
    }

    private OptionalLong number(String name) {
        Long value = numbers.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private boolean has(String... names) {
        return numbers.keySet().containsAll(Set.of(names));
    }

    /** Returns a number that is there; one that a network device does not count is zero. */
    private long value(String name) {
        return numbers.getOrDefault(name, 0L);
    }
}
