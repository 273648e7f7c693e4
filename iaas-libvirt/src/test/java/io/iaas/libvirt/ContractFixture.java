package io.iaas.libvirt;

import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.testkit.tck.HypervisorFixture;
import io.iaas.testkit.tck.TestGuest;
import java.util.UUID;

/** The driver on one libvirt, for the contract tests. */
final class ContractFixture implements HypervisorFixture {
    private final Hypervisor hypervisor;
    private final Beside beside;
    private final TestGuest guest;
    private final byte[] disk;

    ContractFixture(String uri, LibvirtHypervisorBuilder builder, TestGuest guest, byte[] disk) {
        this.hypervisor = builder.build();
        this.beside = new Beside(uri, TestHost.POOL);
        this.guest = guest;
        this.disk = disk.clone();
    }

    @Override
    public Hypervisor hypervisor() {
        return hypervisor;
    }

    @Override
    public TestGuest guest() {
        return guest;
    }

    @Override
    public byte[] guestDisk() {
        return disk.clone();
    }

    @Override
    public void addForeignDomain(String name, UUID uuid) {
        beside.addDomain(name, uuid);
    }

    @Override
    public void addForeignVolume(VolumeName name) {
        hypervisor.volumes().freeBytes();
        beside.addVolume(name);
    }

    @Override
    public void close() {
        beside.close();
        hypervisor.close();
    }
}
