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
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The writing of a domain's description. In the package of what it measures, which no other package sees. */
@State(Scope.Benchmark)
public class DomainXmlBenchmark {
    private static final UUID ID = new UUID(7, 8);
    private static final VolumeName DISK = new VolumeName("iaas-1-disk0");
    private static final VolumeName SEED = new VolumeName("iaas-1-seed");
    private static final VolumeName LOG = new VolumeName("iaas-1-console");

    private final DomainPlan plan = new DomainPlan(
            new DomainSpec(
                    new DomainRef(new VmId(ID), "iaas-1", "i1"),
                    new OwnerTag("i1", new UUID(1, 2), ID, new UUID(3, 4), 5),
                    "web",
                    2,
                    1024,
                    new Boot.Disk(Firmware.BIOS),
                    List.of(
                            new DiskAttachment(DISK, DiskFormat.QCOW2, false),
                            new DiskAttachment(SEED, DiskFormat.RAW, true)),
                    List.of(new NicAttachment(new MacAddress("52:54:00:00:00:01"), Network.DEFAULT)),
                    Optional.of(LOG)),
            Virtualization.TCG,
            false,
            false,
            Map.of(DISK, "/pool/disk0", SEED, "/pool/seed", LOG, "/pool/console"),
            Optional.of("iaas"),
            Optional.of("iaas-fence-iaas"));

    /** Writes one. */
    @Benchmark
    public String write() {
        return DomainXml.write(plan);
    }
}
