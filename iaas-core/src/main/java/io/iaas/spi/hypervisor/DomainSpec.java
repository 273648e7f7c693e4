package io.iaas.spi.hypervisor;

import java.util.List;
import java.util.Optional;

/**
 * A domain to define.
 *
 * @param ref which domain
 * @param owner the metadata to mark it with
 * @param title what people see beside the derived name: the machine's name
 * @param vcpus virtual processors
 * @param memoryMib memory in MiB
 * @param boot how it starts
 * @param disks its disks in the order in which the guest sees them
 * @param nics its network interfaces in the order in which the guest sees them
 * @param consoleLog where its serial console is kept; empty where the driver lacks {@link Capability#CONSOLE_LOG}
 */
public record DomainSpec(
        DomainRef ref,
        OwnerTag owner,
        String title,
        int vcpus,
        int memoryMib,
        Boot boot,
        List<DiskAttachment> disks,
        List<NicAttachment> nics,
        Optional<VolumeName> consoleLog) {
    /** Copies the lists. */
    public DomainSpec {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
    }
}
