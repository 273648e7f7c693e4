package io.iaas.testkit.tck;

import io.iaas.compute.VmId;
import io.iaas.error.ErrorCode;
import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.NicAttachment;
import io.iaas.spi.hypervisor.OwnerTag;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes what a test needs under names that nobody else has, and remembers it for removal. */
final class Workbench {
    private static final String INSTALLATION = "tck";

    private final HypervisorFixture fixture;
    private final List<DomainRef> refs = new ArrayList<>();
    private final List<VolumeName> volumes = new ArrayList<>();
    private final List<VolumeName> logs = new ArrayList<>();

    Workbench(HypervisorFixture fixture) {
        this.fixture = fixture;
    }

    DomainRef ref() {
        UUID id = UUID.randomUUID();
        DomainRef ref = new DomainRef(new VmId(id), "iaas-tck-" + id, INSTALLATION);
        refs.add(ref);
        return ref;
    }

    VolumeName volumeName() {
        VolumeName name = new VolumeName("iaas-tck-" + UUID.randomUUID() + "-disk0");
        volumes.add(name);
        return name;
    }

    VolumeName logName() {
        VolumeName name = new VolumeName("iaas-tck-" + UUID.randomUUID() + "-console.log");
        logs.add(name);
        return name;
    }

    static MacAddress mac() {
        return MacAddress.random(RandomGenerator.getDefault());
    }

    /** Returns an empty raw volume that exists. */
    VolumeName volume(long bytes) {
        VolumeName name = volumeName();
        hypervisor().volumes().create(new VolumeSpec(name, DiskFormat.RAW, bytes, Optional.empty()));
        return name;
    }

    /** Returns a raw volume that exists and from which the fixture's guest boots, as far as the driver can fill it. */
    VolumeName guestDisk() {
        byte[] bytes = fixture.guestDisk();
        VolumeName name = volume(bytes.length);
        if (hypervisor().capabilities().contains(Capability.VOLUME_CONTENT)) {
            hypervisor().volumes().upload(name, new ByteArrayInputStream(bytes), bytes.length, moved -> {});
        }
        return name;
    }

    DomainSpec spec(DomainRef ref) {
        return spec(ref, guestDisk(), List.of(), Optional.empty());
    }

    DomainSpec spec(DomainRef ref, VolumeName disk, List<MacAddress> macs, Optional<VolumeName> consoleLog) {
        UUID id = ref.vmId().value();
        return new DomainSpec(
                ref,
                new OwnerTag(ref.installation(), new UUID(1, 1), id, new UUID(2, 2), 1),
                "tck",
                1,
                fixture.guestMemoryMib(),
                new Boot.Disk(Firmware.BIOS),
                List.of(new DiskAttachment(disk, DiskFormat.RAW, false)),
                macs.stream()
                        .map(mac -> new NicAttachment(mac, Network.DEFAULT))
                        .toList(),
                consoleLog);
    }

    static DomainSpec withBoot(DomainSpec spec, Boot boot) {
        return new DomainSpec(
                spec.ref(),
                spec.owner(),
                spec.title(),
                spec.vcpus(),
                spec.memoryMib(),
                boot,
                spec.disks(),
                spec.nics(),
                spec.consoleLog());
    }

    /** Returns a domain that is defined and off. */
    DomainRef defined() {
        DomainRef ref = ref();
        hypervisor().domains().define(spec(ref));
        return ref;
    }

    /** Returns a domain that runs. */
    DomainRef running() {
        DomainRef ref = defined();
        hypervisor().power().start(ref);
        return ref;
    }

    void clear() {
        refs.forEach(this::remove);
        logs.forEach(log -> hypervisor().consoles().delete(log));
        for (int i = volumes.size() - 1; i >= 0; i--) {
            hypervisor().volumes().delete(volumes.get(i));
        }
    }

    private void remove(DomainRef ref) {
        try {
            hypervisor().power().powerOff(ref);
            hypervisor().domains().undefine(ref);
        } catch (HypervisorException e) {
            if (e.code() != ErrorCode.NOT_FOUND && e.code() != ErrorCode.FOREIGN_RESOURCE) {
                throw e;
            }
        }
    }

    private Hypervisor hypervisor() {
        return fixture.hypervisor();
    }
}
