package io.iaas.testkit.libvirt;

import io.iaas.libvirt.LibvirtHypervisorBuilder;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.testkit.tck.HypervisorFixture;
import io.iaas.testkit.tck.TestGuest;
import java.util.UUID;

/** The driver on one libvirt, for the contract tests. */
final class ContractFixture implements HypervisorFixture {
    private static final int SMALL_MIB = 32;

    private final LibvirtHypervisorBuilder builder;
    private final Hypervisor hypervisor;
    private final Stranger stranger;
    private final TestGuest guest;
    private final byte[] disk;
    private final int memoryMib;
    private boolean screens;

    ContractFixture(String uri, LibvirtHypervisorBuilder builder, TestGuest guest, byte[] disk, int memoryMib) {
        this.builder = builder;
        this.hypervisor = builder.build();
        this.stranger = new Stranger(uri, TestHost.POOL);
        this.guest = guest;
        this.disk = disk.clone();
        this.memoryMib = memoryMib;
    }

    /** Returns the fixture of guests in 32 MiB of memory. */
    static ContractFixture small(String uri, LibvirtHypervisorBuilder builder, TestGuest guest, byte[] disk) {
        return new ContractFixture(uri, builder, guest, disk, SMALL_MIB);
    }

    /** Tells that the driver gives its guests screens. */
    ContractFixture withScreens() {
        screens = true;
        return this;
    }

    @Override
    public boolean guestsHaveScreens() {
        return screens;
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
    public int guestMemoryMib() {
        return memoryMib;
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
