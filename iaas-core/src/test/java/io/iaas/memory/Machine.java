package io.iaas.memory;

import io.iaas.compute.VmId;
import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.NicAttachment;
import io.iaas.spi.hypervisor.OwnerTag;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A domain with a disk, a log and an interface, as the library would make it. */
record Machine(DomainRef ref, VolumeName disk, VolumeName log, MacAddress mac) {
    private static final long DISK_BYTES = 1 << 20;
    private static final int MEMORY_MIB = 1024;

    static Machine number(int n) {
        UUID id = new UUID(0, n);
        String name = "iaas-test-" + n;
        return new Machine(
                new DomainRef(new VmId(id), name, "test"),
                new VolumeName(name + "-disk0"),
                new VolumeName(name + "-console.log"),
                new MacAddress(String.format("52:54:00:00:00:%02x", n)));
    }

    DomainSpec spec() {
        UUID id = ref.vmId().value();
        return new DomainSpec(
                ref,
                new OwnerTag("test", new UUID(1, 0), id, new UUID(2, 0), 1),
                "machine",
                1,
                MEMORY_MIB,
                new Boot.Disk(Firmware.BIOS),
                List.of(new DiskAttachment(disk, DiskFormat.QCOW2, false)),
                List.of(new NicAttachment(mac, Network.DEFAULT)),
                Optional.of(log));
    }

    VolumeSpec volume() {
        return new VolumeSpec(disk, DiskFormat.QCOW2, DISK_BYTES, Optional.empty());
    }

    Machine definedOn(Hypervisor hypervisor) {
        hypervisor.networks().ensureDefault();
        hypervisor.volumes().create(volume());
        hypervisor.domains().define(spec());
        return this;
    }

    Machine startedOn(Hypervisor hypervisor) {
        definedOn(hypervisor);
        hypervisor.power().start(ref);
        return this;
    }

    DomainState stateOn(Hypervisor hypervisor) {
        return hypervisor.domains().find(ref).orElseThrow().state();
    }
}
