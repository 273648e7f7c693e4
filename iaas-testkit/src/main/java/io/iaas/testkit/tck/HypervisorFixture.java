package io.iaas.testkit.tck;

import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.VolumeName;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * What a provider of a driver supplies to run the contract tests against it. Every test takes a fixture of its own and
 * closes it. The host behind may be shared: tests use names of their own, remove what they made and look at nothing
 * else.
 */
public interface HypervisorFixture extends AutoCloseable {
    /** Returns the driver under test; always the same one, open until this fixture is closed. */
    Hypervisor hypervisor();

    /** Returns another driver of the same host that declares the same; whoever asks closes it. */
    Hypervisor anotherHypervisor();

    /** Returns what runs in the domains that tests start. */
    TestGuest guest();

    /**
     * Returns the disk that guests boot from: raw, by BIOS. Whole sectors; one of zeros where nothing runs.
     */
    default byte[] guestDisk() {
        return new byte[512];
    }

    /** Returns how much memory guests get, in MiB. */
    default int guestMemoryMib() {
        return 32;
    }

    /** Returns whether guests have a screen, which matters where {@code Capability.EVIDENCE} is declared. */
    default boolean guestsHaveScreens() {
        return false;
    }

    /** Defines a domain beside the library, powered off, without the library's metadata. */
    void addForeignDomain(String name, UUID uuid);

    /** Creates a volume beside the library in the pool that the driver uses. */
    void addForeignVolume(VolumeName name);

    /** Returns how long the slowest thing that a test waits for may take: a boot, a power-off. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** Lets a little time of the host pass between two looks at it. */
    default void pause() {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    /** Closes the driver and removes what was added beside the library. */
    @Override
    void close();
}
