package io.iaas.examples.bench;

import static io.iaas.examples.bench.BareLibvirt.API;
import static io.iaas.examples.bench.BareLibvirt.check;
import static io.iaas.examples.bench.BareLibvirt.present;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import org.libvirt.jna.CString;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainByReference;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.virDomainInfo;

/** Ways to learn the state of every domain of a host without the library; each returns how many it learned. */
final class BareLists implements AutoCloseable {
    private static final int STATE = 1;
    private static final int NO_WAIT = 1 << 29;

    private final ConnectionPointer connection;

    BareLists(String uri) {
        connection = present(API.virConnectOpen(uri));
    }

    /** Asks for the names, then by each name for the domain, then for what it does: two calls a domain. */
    int byNames() {
        CString[] names = new CString[check(API.virConnectNumOfDefinedDomains(connection))];
        int count = check(API.virConnectListDefinedDomains(connection, names, names.length));
        for (int i = 0; i < count; i++) {
            // The conversion frees the text.
            DomainPointer domain = present(API.virDomainLookupByName(connection, names[i].toString()));
            info(domain);
        }
        return count;
    }

    /** Asks for all domains at once, then for what each does: one call a domain. */
    int byDomains() {
        DomainByReference array = new DomainByReference();
        int count = check(API.virConnectListAllDomains(connection, array, 0));
        Pointer list = array.getValue();
        for (Pointer pointer : list.getPointerArray(0, count)) {
            info(new DomainPointer(pointer));
        }
        Native.free(Pointer.nativeValue(list));
        return count;
    }

    /** Asks for the states of all domains: one call. Nothing is made of the answer. */
    int inBulk() {
        PointerByReference records = new PointerByReference();
        int count = check(API.virConnectGetAllDomainStats(connection, STATE, records, NO_WAIT));
        API.virDomainStatsRecordListFree(records.getValue());
        return count;
    }

    private static void info(DomainPointer domain) {
        virDomainInfo info = new virDomainInfo();
        check(API.virDomainGetInfo(domain, info));
        check(API.virDomainFree(domain));
    }

    @Override
    public void close() {
        check(API.virConnectClose(connection));
    }
}
