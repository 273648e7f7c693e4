package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.network.Network;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.VolumeName;

/**
 * Whether a host can start a domain: what QEMU would find when it opens its files. It looks at all domains by loops:
 * streams of streams take milliseconds where a thousand guests run.
 */
final class StartCheck {
    private final HostState host;

    StartCheck(HostState host) {
        this.host = host;
    }

    void requireStartable(DomainSpec spec) {
        requireMemory(spec);
        spec.disks().forEach(disk -> requireDisk(spec, disk));
        if (spec.boot() instanceof Boot.Kernel kernel) {
            requireVolume(spec, kernel.kernel());
            requireVolume(spec, kernel.initrd());
        }
        spec.nics()
                .forEach(nic -> require(
                        host.network() && nic.network().equals(Network.DEFAULT),
                        spec,
                        "network '" + nic.network() + "' is not up"));
    }

    private void requireMemory(DomainSpec spec) {
        long used = 0;
        for (SimulatedDomain domain : host.domains().all()) {
            used += domain.run().map(run -> run.spec().memoryMib()).orElse(0);
        }
        if (used + spec.memoryMib() > host.memoryMib()) {
            throw new HypervisorException(
                    ErrorCode.HOST_EXHAUSTED,
                    spec.ref() + " wants " + spec.memoryMib() + " MiB of memory, "
                            + Math.max(0, host.memoryMib() - used) + " are free",
                    "");
        }
    }

    private void requireDisk(DomainSpec spec, DiskAttachment disk) {
        SimulatedVolume volume = requireVolume(spec, disk.volume());
        require(
                volume.format() == disk.format(),
                spec,
                "volume " + disk.volume() + " is " + volume.format() + ", not " + disk.format());
        require(disk.readOnly() || !isWritten(disk.volume()), spec, "volume " + disk.volume() + " is in use");
    }

    private SimulatedVolume requireVolume(DomainSpec spec, VolumeName name) {
        return host.volumes().find(name).orElseThrow(() -> refused(spec, "volume " + name + " does not exist"));
    }

    private boolean isWritten(VolumeName name) {
        if (host.users().first(name).isEmpty()) {
            return false;
        }
        for (SimulatedDomain domain : host.domains().all()) {
            if (domain.run().filter(run -> writes(run.spec(), name)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean writes(DomainSpec spec, VolumeName name) {
        for (DiskAttachment disk : spec.disks()) {
            if (!disk.readOnly() && disk.volume().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static void require(boolean allowed, DomainSpec spec, String reason) {
        if (!allowed) {
            throw refused(spec, reason);
        }
    }

    private static HypervisorException refused(DomainSpec spec, String reason) {
        return new HypervisorException(ErrorCode.HYPERVISOR_REFUSED, spec.ref() + " cannot start: " + reason, "");
    }
}
