package io.iaas.testkit;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Starts virtual machines of which nothing survives this process.
 *
 * <p>A machine is gone when it is closed, and all machines are when the process ends: as it should, by an exception, or by
 * {@code kill -9}. libvirt ends the guests with the process' connection. A small child process, which outlives this one by
 * seconds, removes disks, seeds and logs, and where it is killed too, the next process that uses throwaway machines does.
 * The records are in memory; there is no database.
 *
 * <p>The first call begins what all machines of the process share. It looks at these system properties:
 *
 * <ul>
 *   <li>{@code iaas.throwaway.uri}: where libvirt is; {@code qemu:///system} without it
 *   <li>{@code iaas.throwaway.accelerator}: {@code auto}, {@code kvm} or {@code tcg}; {@code auto} without it
 *   <li>{@code iaas.throwaway.fastStart}: {@code true} starts guests about 0.4 seconds faster by a debugging setting of
 *       libvirt
 *   <li>{@code iaas.throwaway.screen}: {@code false} takes guests the screen that evidence shows; nobody can connect to it
 *   <li>{@code iaas.throwaway.leases}: the directory by which runs know each other; in the user's cache directory without
 *       it
 * </ul>
 *
 * <p>Safe for use by many threads.
 */
public final class ThrowawayVms {
    private ThrowawayVms() {}

    /**
     * Starts a machine, and waits for what its spec asks for. The image is imported at its first use in this process; a
     * file is expected not to change until the process ends.
     *
     * @throws io.iaas.spi.hypervisor.HypervisorException HYPERVISOR_UNAVAILABLE, with the reason and the cure in words,
     *     when there is no hypervisor
     * @throws StartFailedException when the image is none, the machine cannot be made, or what it waits for does not come
     *     true in time
     */
    public static ThrowawayVm start(ThrowawaySpec spec) {
        return Run.current().start(spec).await();
    }

    /** Starts several machines at once; see {@link #startAll(List)}. */
    public static VmGroup start(int number, ThrowawaySpec spec) {
        return startAll(Collections.nCopies(number, spec));
    }

    /**
     * Starts several machines at once, and waits for all. When one fails, the others are deleted and its failure is
     * thrown, as {@link #start(ThrowawaySpec)} tells.
     */
    public static VmGroup startAll(List<ThrowawaySpec> specs) {
        return VmGroup.start(Run.current(), specs);
    }

    /** Returns why there can be no throwaway machines here, in words; empty when there can. */
    public static Optional<String> missing() {
        return Availability.missing(ThrowawaySettings.ofThisProcess());
    }
}
