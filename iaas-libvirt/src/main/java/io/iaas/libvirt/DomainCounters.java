package io.iaas.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.iaas.compute.MetricGroup;
import io.iaas.spi.hypervisor.DomainMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.libvirt.jna.DomainPointer;

/**
 * Reads counters of live domains by one call that finds them and one that reads them. It never waits for a domain that
 * another call is at; a domain that hangs under this very call hangs the call.
 */
final class DomainCounters {
    private static final int ACTIVE = 1;
    private static final int NO_WAIT = 1 << 29;
    /** How many domains one answer may surely hold, whatever they have attached: the protocol caps its bytes. */
    private static final int AT_ONCE = 1000;

    private final Session session;
    private final NativeLibvirt api;

    DomainCounters(Session session) {
        this.session = session;
        this.api = session.api();
    }

    Map<UUID, DomainMetrics> read(Set<UUID> domains, Set<MetricGroup> groups) {
        return read(domains, groups, AT_ONCE);
    }

    /** Reads so many domains by a call. */
    Map<UUID, DomainMetrics> read(Set<UUID> domains, Set<MetricGroup> groups, int atOnce) {
        DomainHandles handles = new DomainHandles(session);
        List<DomainPointer> live = live().stream()
                .filter(domain -> domains.contains(handles.uuid(domain)))
                .toList();
        Map<UUID, DomainMetrics> counters = new HashMap<>();
        for (int from = 0; from < live.size(); from += atOnce) {
            List<DomainPointer> chunk = live.subList(from, Math.min(live.size(), from + atOnce));
            read(chunk, StatsRecord.flags(groups), handles, counters);
        }
        return counters;
    }

    private List<DomainPointer> live() {
        PointerByReference array = new PointerByReference();
        int count = session.check(api.virConnectListAllDomains(session.connection(), array, ACTIVE));
        return session.ownAll(array.getValue(), count, DomainPointer::new, api::virDomainFree);
    }

    private void read(List<DomainPointer> domains, int stats, DomainHandles handles, Map<UUID, DomainMetrics> to) {
        Pointer[] pointers = domains.stream().map(DomainPointer::getPointer).toArray(Pointer[]::new);
        PointerByReference answer = new PointerByReference();
        int count = session.check(api.virDomainListGetStats(pointers, stats, answer, NO_WAIT));
        Pointer records = answer.getValue();
        try {
            for (Pointer each : records.getPointerArray(0, count)) {
                StatsRecord read = StatsRecord.at(each);
                if (read.live()) {
                    to.put(handles.uuid(new DomainPointer(each.getPointer(StatsLayout.DOMAIN))), read.metrics());
                }
            }
        } finally {
            api.virDomainStatsRecordListFree(records);
        }
    }
}
