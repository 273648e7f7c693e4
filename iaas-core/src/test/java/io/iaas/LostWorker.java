package io.iaas;

import io.iaas.compute.Vm;
import io.iaas.image.DiskFormat;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.OwnerTag;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.util.Optional;

/** A worker that was taken for dead, whose calls reach the host after all. */
final class LostWorker {
    private final Cloud cloud;
    final SimulatedHypervisor driver;

    LostWorker(Cloud cloud) {
        this.cloud = cloud;
        this.driver = SimulatedHypervisor.connect(cloud.host);
    }

    /** Returns how a machine's domain is defined now. */
    DomainSpec domainOf(Vm vm) {
        return Optional.ofNullable(cloud.snapshot()
                        .domains()
                        .get(cloud.names().domain(vm.id()).name()))
                .flatMap(HostSnapshot.Domain::spec)
                .orElseThrow();
    }

    void defines(DomainSpec spec) {
        driver.domains().define(spec);
    }

    /** Defines a domain under another claim than the one that it was defined under. */
    void definesUnderAnotherClaim(DomainSpec spec) {
        OwnerTag tag = spec.owner();
        defines(new DomainSpec(
                spec.ref(),
                new OwnerTag(tag.installation(), tag.projectId(), tag.vmId(), tag.operationId(), tag.epoch() + 7),
                spec.title(),
                spec.vcpus(),
                spec.memoryMib(),
                spec.boot(),
                spec.disks(),
                spec.nics(),
                spec.consoleLog()));
    }

    void makes(VolumeName volume) {
        DiskFormat format = volume.value().endsWith("-seed") ? DiskFormat.RAW : DiskFormat.QCOW2;
        driver.volumes().create(new VolumeSpec(volume, format, 1 << 20, Optional.empty()));
    }

    void makesLog(VolumeName log) {
        driver.consoles().create(log);
    }

    /** Makes all that a machine had on its host. */
    void makesAllOf(Vm vm, DomainSpec spec) {
        makes(cloud.names().disk(vm.id()));
        makes(cloud.names().seed(vm.id()));
        makesLog(cloud.names().console(vm.id()));
        defines(spec);
    }
}
