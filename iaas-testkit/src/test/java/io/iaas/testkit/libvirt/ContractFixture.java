package io.iaas.testkit.libvirt;

import io.iaas.libvirt.LibvirtHypervisorBuilder;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.testkit.tck.HypervisorFixture;
import io.iaas.testkit.tck.TestGuest;
import java.util.UUID;

/** The driver on one libvirt, for the contract tests. */
final class ContractFixture implements HypervisorFixture {
    private final LibvirtHypervisorBuilder builder;
    private final Hypervisor hypervisor;
    private final Stranger stranger;
    private final TestGuest guest;
    private final byte[] disk;

    ContractFixture(String uri, LibvirtHypervisorBuilder builder, TestGuest guest, byte[] disk) {
        this.builder = builder;
        this.hypervisor = builder.build();
        this.stranger = new Stranger(uri, TestHost.POOL);
        this.guest = guest;
        this.disk = disk.clone();
    }

    @Override
    public Hypervisor hypervisor() {
        return hypervisor;
    }

    @Override
    public Hypervisor anotherHypervisor() {
        return builder.build();
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
        stranger.addDomain(name, uuid);
    }

    @Override
    public void addForeignVolume(VolumeName name) {
        hypervisor.volumes().freeBytes();
        stranger.addVolume(name);
    }

    @Override
    public void close() {
        stranger.close();
        hypervisor.close();
    }
}
