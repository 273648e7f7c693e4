package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.image.Firmware;
import io.iaas.network.Network;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.NicAttachment;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.libvirt.jna.StoragePoolPointer;

/** Completes the spec of a domain with what only its host knows. */
final class DomainPlanner {
    private final Declared declared;
    private final Pool pool;
    private final HostNetwork network;
    private final Fence fence;
    private final Accelerators accelerators;
    private final boolean fastStart;
    private final boolean screen;

    DomainPlanner(
            Declared declared,
            Pool pool,
            HostNetwork network,
            Fence fence,
            Accelerators accelerators,
            boolean fastStart,
            boolean screen) {
        this.declared = declared;
        this.pool = pool;
        this.network = network;
        this.fence = fence;
        this.accelerators = accelerators;
        this.fastStart = fastStart;
        this.screen = screen;
    }

    /** Refuses what the host is declared not to do. */
    void check(DomainSpec spec) {
        if (spec.boot() instanceof Boot.Kernel) {
            declared.require(Capability.DIRECT_BOOT);
        }
        if (spec.boot() instanceof Boot.Disk disk && disk.firmware() == Firmware.UEFI) {
            declared.require(Capability.UEFI);
        }
        if (spec.consoleLog().isPresent()) {
            declared.require(Capability.CONSOLE_LOG);
        }
        for (NicAttachment nic : spec.nics()) {
            if (!nic.network().equals(Network.DEFAULT)) {
                throw new HypervisorException(
                        ErrorCode.NOT_FOUND, "network '" + nic.network() + "' does not exist", "");
            }
        }
    }

    /** Returns how domains run here; the first call may take as long as the proof of KVM. */
    Virtualization virtualization() {
        return accelerators.verdict().virtualization();
    }

    DomainPlan plan(Session session, DomainSpec spec, Virtualization virtualization) {
        Map<VolumeName, String> paths = pool.in(session, ready -> paths(session, ready, spec));
        Optional<String> name = network.isUserMode() ? Optional.empty() : Optional.of(network.name());
        Optional<String> filter = spec.nics().isEmpty() ? Optional.empty() : fence.ready(session);
        return new DomainPlan(spec, virtualization, fastStart, screen, paths, name, filter);
    }

    private Map<VolumeName, String> paths(Session session, StoragePoolPointer ready, DomainSpec spec) {
        Map<VolumeName, String> paths = new HashMap<>();
        volumes(spec).forEach(volume -> paths.put(volume, pool.path(session, ready, volume)));
        spec.consoleLog().ifPresent(log -> paths.put(log, beside(paths.values(), session, ready) + "/" + log));
        return paths;
    }

    /** The pool's files are in one directory: where one of them is known, nobody need be asked. */
    private String beside(Collection<String> paths, Session session, StoragePoolPointer ready) {
        return paths.stream()
                .findAny()
                .map(path -> path.substring(0, path.lastIndexOf('/')))
                .orElseGet(() -> pool.directory(session, ready));
    }

    private static Stream<VolumeName> volumes(DomainSpec spec) {
        Stream<VolumeName> disks = spec.disks().stream().map(DiskAttachment::volume);
        return spec.boot() instanceof Boot.Kernel kernel
                ? Stream.concat(disks, Stream.of(kernel.kernel(), kernel.initrd()))
                : disks;
    }
}
