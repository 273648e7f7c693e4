package io.iaas.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.iaas.spi.hypervisor.DomainState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.libvirt.jna.DomainPointer;

/**
 * Reads the states of all domains, or of some, by one bulk call. It asks for the state alone, which needs no QEMU
 * monitor, and never waits for a domain that is busy.
 */
final class DomainStates {
    private static final int STATE = 1;
    private static final int NO_WAIT = 1 << 29;
    /** One after the other, these filters give every domain exactly once. */
    private static final List<Integer> RUNNING_PAUSED_OFF_OTHER = List.of(1 << 4, 1 << 5, 1 << 6, 1 << 7);

    /** A handle costs a call: for more than these, one call for all domains is cheaper, and its cost has a bound. */
    private static final int MOST_LOOK_UPS = 4;
    /** Where more than one in so many domains is wanted. */
    private static final int ALL_IS_CHEAPER = 2;
    /** The protocol caps how many domains one call may name. */
    private static final int MOST_IN_A_CALL = 4096;

    private final Session session;
    private final NativeLibvirt api;
    private final KnownDomains known;

    DomainStates(Session session) {
        this.session = session;
        this.api = session.api();
        this.known = session.known();
    }

    /** Tells of every domain of the host; its handle is not valid any more when this returns. */
    void forEach(BiConsumer<DomainPointer, SeenState> domain) {
        PointerByReference records = new PointerByReference();
        int count = fetch(NO_WAIT, records);
        if (count >= 0) {
            tell(records.getValue(), count, domain);
            return;
        }
        LibvirtFault fault = session.fault();
        // The protocol caps how many domains one answer may hold.
        if (fault.number() != ErrorNumber.RPC) {
            throw fault;
        }
        for (int filter : RUNNING_PAUSED_OFF_OTHER) {
            tell(records.getValue(), session.check(fetch(NO_WAIT | filter, records)), domain);
        }
    }

    /**
     * Returns the states of those of the domains that there are: by one call for them alone where the connection knows
     * their handles, but for a few, or else by one call for all.
     */
    Map<UUID, DomainState> of(Set<UUID> wanted) {
        boolean fewAreWanted = wanted.size() * ALL_IS_CHEAPER <= known.size();
        return fewAreWanted && wanted.size() - known.count(wanted) <= MOST_LOOK_UPS
                ? ofThese(handles(wanted))
                : ofAll(wanted);
    }

    private Map<UUID, DomainState> ofAll(Set<UUID> wanted) {
        List<UUID> all = new ArrayList<>();
        Map<UUID, DomainState> states = new HashMap<>(2 * wanted.size());
        forEach((handle, seen) -> {
            UUID domain = DirectCalls.uuid(handle.getPointer());
            known.keep(domain, handle);
            all.add(domain);
            if (wanted.contains(domain)) {
                states.put(domain, seen.state());
            }
        });
        if (known.size() > all.size()) {
            known.forgetAllBut(Set.copyOf(all));
        }
        return states;
    }

    /** Returns the handles of those of the domains that there are. */
    private Map<UUID, DomainPointer> handles(Set<UUID> wanted) {
        DomainHandles domains = new DomainHandles(session);
        Map<UUID, DomainPointer> handles = new HashMap<>();
        for (UUID domain : wanted) {
            known.find(domain, session)
                    .or(() -> {
                        Optional<DomainPointer> found = domains.byUuid(domain);
                        found.ifPresent(handle -> known.keep(domain, handle));
                        return found;
                    })
                    .ifPresent(handle -> handles.put(domain, handle));
        }
        return handles;
    }

    private Map<UUID, DomainState> ofThese(Map<UUID, DomainPointer> handles) {
        Map<UUID, DomainState> states = new HashMap<>();
        List<DomainPointer> list = List.copyOf(handles.values());
        for (int from = 0; from < list.size(); from += MOST_IN_A_CALL) {
            PointerByReference records = new PointerByReference();
            int count = fetch(list.subList(from, Math.min(list.size(), from + MOST_IN_A_CALL)), records);
            tell(
                    records.getValue(),
                    count,
                    (handle, seen) -> states.put(DirectCalls.uuid(handle.getPointer()), seen.state()));
        }
        known.forget(handles.keySet().stream()
                .filter(domain -> !states.containsKey(domain))
                .toList());
        return states;
    }

    private int fetch(List<DomainPointer> domains, PointerByReference records) {
        Pointer[] handles = domains.stream().map(DomainPointer::getPointer).toArray(Pointer[]::new);
        return session.check(api.virDomainListGetStats(handles, STATE, records, NO_WAIT));
    }

    private int fetch(int flags, PointerByReference records) {
        return api.virConnectGetAllDomainStats(session.connection(), STATE, records, flags);
    }

    private void tell(Pointer records, int count, BiConsumer<DomainPointer, SeenState> domain) {
        try {
            for (Pointer record : records.getPointerArray(0, count)) {
                domain.accept(new DomainPointer(record.getPointer(StatsLayout.DOMAIN)), StateRecord.at(record));
            }
        } finally {
            api.virDomainStatsRecordListFree(records);
        }
    }
}
