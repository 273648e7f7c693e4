package io.iaas.testkit.tck;

import java.util.Arrays;
import java.util.Optional;

/**
 * What runs in the domains that the contract starts, and so what may be expected of them. The disk is a raw one and
 * boots by BIOS in 32 MiB of memory.
 *
 * @param runs whether anything runs at all; without it the host has only states, and does not miss a missing disk
 * @param disk the bytes of its disk, a multiple of 512; at least one sector
 * @param obeysPowerButton whether the domain goes off when it is asked to
 * @param greeting what it writes to its serial console soon after it starts; empty when it writes nothing
 * @param takesAddress whether it asks for an address
 */
public record TestGuest(
        boolean runs, byte[] disk, boolean obeysPowerButton, Optional<String> greeting, boolean takesAddress) {
    /** Copies the bytes. */
    public TestGuest {
        disk = disk.clone();
        if (disk.length == 0 || disk.length % 512 != 0) {
            throw new IllegalArgumentException("a disk has whole sectors");
        }
    }

    /** Returns the guest of a host that runs none and only keeps states, such as libvirt's test driver. */
    public static TestGuest none() {
        return new TestGuest(false, new byte[512], true, Optional.empty(), false);
    }

    @Override
    public byte[] disk() {
        return disk.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TestGuest guest
                && runs == guest.runs
                && Arrays.equals(disk, guest.disk)
                && obeysPowerButton == guest.obeysPowerButton
                && greeting.equals(guest.greeting)
                && takesAddress == guest.takesAddress;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(disk) + 31 * greeting.hashCode();
    }
}
