package io.iaas.libvirt;

import io.iaas.compute.VmId;
import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.NicAttachment;
import io.iaas.spi.hypervisor.OwnerTag;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Domains to describe. */
final class Samples {
    static final UUID ID = new UUID(7, 8);
    static final VolumeName DISK = new VolumeName("iaas-1-disk0");
    static final VolumeName SEED = new VolumeName("iaas-1-seed");
    static final VolumeName LOG = new VolumeName("iaas-1-console.log");
    static final Boot BIOS = new Boot.Disk(Firmware.BIOS);
    static final Boot UEFI = new Boot.Disk(Firmware.UEFI);
    static final Boot KERNEL = new Boot.Kernel(DISK, SEED, "console=ttyS0 note='<&>'");

    private Samples() {}

    static OwnerTag owner(String installation) {
        return new OwnerTag(installation, new UUID(1, 2), ID, new UUID(3, 4), 5);
    }

    static DomainSpec spec(String title, Boot boot) {
        return new DomainSpec(
                new DomainRef(new VmId(ID), "iaas-1", "i1"),
                owner("i1"),
                title,
                2,
                128,
                boot,
                List.of(
                        new DiskAttachment(DISK, DiskFormat.QCOW2, false),
                        new DiskAttachment(SEED, DiskFormat.RAW, true)),
                List.of(new NicAttachment(new MacAddress("52:54:00:00:00:01"), Network.DEFAULT)),
                Optional.of(LOG));
    }

    static DomainPlan plan(
            DomainSpec spec, Virtualization virtualization, boolean fastStart, Optional<String> network) {
        return new DomainPlan(
                spec,
                virtualization,
                fastStart,
                true,
                Map.of(DISK, "/pool/d <&>'\"", SEED, "/pool/s", LOG, "/pool/l"),
                network,
                network.map(name -> "iaas-fence-" + name));
    }
}
