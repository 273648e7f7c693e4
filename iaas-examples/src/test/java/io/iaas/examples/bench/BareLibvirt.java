package io.iaas.examples.bench;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.Libvirt;

/** libvirt's C functions as they are: what the library is compared with. */
interface BareLibvirt extends Libvirt {
    BareLibvirt API = load();

    String virGetLastErrorMessage();

    int virConnectGetAllDomainStats(ConnectionPointer connection, int stats, PointerByReference records, int flags);

    void virDomainStatsRecordListFree(Pointer records);

    /** Returns what a call gave, or throws with libvirt's words. */
    static <T> T present(@Nullable T result) {
        if (result == null) {
            throw new IllegalStateException(API.virGetLastErrorMessage());
        }
        return result;
    }

    /** Returns what a call gave, or throws with libvirt's words. */
    static int check(int result) {
        if (result < 0) {
            throw new IllegalStateException(API.virGetLastErrorMessage());
        }
        return result;
    }

    private static BareLibvirt load() {
        BareLibvirt api = Native.load("virt", BareLibvirt.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
        if (api.virInitialize() < 0) {
            throw new IllegalStateException("libvirt's client library does not start");
        }
        return api;
    }
}
