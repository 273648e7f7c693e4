package io.iaas.host;

import java.util.Optional;

/**
 * A host as its driver describes it now.
 *
 * @param id the name under which the host application registered it
 * @param hypervisor product and version, such as {@code "QEMU 7.2.0 by libvirt 9.0.0"}; empty when the host is down
 * @param accelerator what runs guests here; empty when the host is down
 * @param cpus logical processors; 0 when the host is down
 * @param memoryMib physical memory in MiB; 0 when the host is down
 * @param storageFreeBytes free space where disks are kept, in bytes; 0 when the host is down
 * @param down why the host cannot be used; empty when it can
 */
public record Host(
        HostId id,
        String hypervisor,
        Optional<Accelerator> accelerator,
        int cpus,
        long memoryMib,
        long storageFreeBytes,
        Optional<String> down) {

    /** Returns a host that cannot be used, and why. */
    public static Host down(HostId id, String reason) {
        return new Host(id, "", Optional.empty(), 0, 0, 0, Optional.of(reason));
    }
}
