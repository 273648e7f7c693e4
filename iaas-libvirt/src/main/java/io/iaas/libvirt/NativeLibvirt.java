package io.iaas.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.CString;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;
import org.libvirt.jna.NetworkPointer;
import org.libvirt.jna.StoragePoolPointer;
import org.libvirt.jna.StreamPointer;

/** The C functions that libvirt-java does not bind, beside those that it does; its typed pointers are shared. */
interface NativeLibvirt extends Libvirt {
    int virGetLastErrorCode();

    int virGetLastErrorDomain();

    /** Unlike the message in libvirt-java's structure, this one is decoded as UTF-8 whatever the locale. */
    String virGetLastErrorMessage();

    /** Fills an array that the caller frees; libvirt-java's own takes one handle in its place. */
    int virConnectListAllDomains(ConnectionPointer connection, PointerByReference domains, int flags);

    int virConnectGetAllDomainStats(ConnectionPointer connection, int stats, PointerByReference records, int flags);

    /** Domains are an array that ends with null, as JNA makes it of an array of pointers. */
    int virDomainListGetStats(Pointer[] domains, int stats, PointerByReference records, int flags);

    void virDomainStatsRecordListFree(Pointer records);

    @Nullable
    CString virConnectGetDomainCapabilities(
            ConnectionPointer connection,
            @Nullable String emulator,
            String architecture,
            String machine,
            String virtualization,
            int flags);

    int virConnectListAllNetworks(ConnectionPointer connection, PointerByReference networks, int flags);

    int virConnectListAllStoragePools(ConnectionPointer connection, PointerByReference pools, int flags);

    int virStoragePoolRef(StoragePoolPointer pool);

    int virStoragePoolListAllVolumes(StoragePoolPointer pool, PointerByReference volumes, int flags);

    int virDomainGetState(DomainPointer domain, IntByReference state, IntByReference reason, int flags);

    int virDomainShutdownFlags(DomainPointer domain, int flags);

    int virDomainDestroyFlags(DomainPointer domain, int flags);

    int virNetworkGetDHCPLeases(NetworkPointer network, @Nullable String mac, PointerByReference leases, int flags);

    void virNetworkDHCPLeaseFree(Pointer lease);

    /** Without a device's name it is the first console, which is the first serial port. */
    int virDomainOpenConsole(DomainPointer domain, @Nullable String device, StreamPointer stream, int flags);
}
