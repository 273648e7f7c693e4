package io.iaas.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import java.util.function.BiConsumer;
import org.libvirt.jna.DomainPointer;

/**
 * Reads the state of all domains by one bulk call. It asks for the state alone, which needs no QEMU monitor, and never
 * waits for a domain that is busy.
 */
final class DomainStates {
    private static final int STATE = 1;
    private static final int NO_WAIT = 1 << 29;
    /** One after the other, these filters give every domain exactly once. */
    private static final List<Integer> RUNNING_PAUSED_OFF_OTHER = List.of(1 << 4, 1 << 5, 1 << 6, 1 << 7);

    private static final long PARAMETERS = 8;
    private static final long PARAMETER_COUNT = 16;
    private static final long PARAMETER_SIZE = 96;
    private static final long VALUE = 88;

    private final Session session;
    private final NativeLibvirt api;

    DomainStates(Session session) {
        this.session = session;
        this.api = session.api();
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

    private int fetch(int flags, PointerByReference records) {
        return api.virConnectGetAllDomainStats(session.connection(), STATE, records, flags);
    }

    private void tell(Pointer records, int count, BiConsumer<DomainPointer, SeenState> domain) {
        try {
            for (Pointer record : records.getPointerArray(0, count)) {
                domain.accept(new DomainPointer(record.getPointer(0)), state(record));
            }
        } finally {
            api.virDomainStatsRecordListFree(records);
        }
    }

    private static SeenState state(Pointer record) {
        Pointer parameters = record.getPointer(PARAMETERS);
        int state = 0;
        int reason = 0;
        for (int i = 0; i < record.getInt(PARAMETER_COUNT); i++) {
            String name = parameters.getString(i * PARAMETER_SIZE, "UTF-8");
            int value = parameters.getInt(i * PARAMETER_SIZE + VALUE);
            switch (name) {
                case "state.state" -> state = value;
                case "state.reason" -> reason = value;
                default -> {
                    // Asked for the state alone, some versions tell more.
                }
            }
        }
        return StateNumber.seen(state, reason);
    }
}
