package io.iaas.testkit;

import io.iaas.compute.ComputeService;
import io.iaas.compute.SerialConsole;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.network.Nic;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** A machine that is gone when it is closed. Safe for use by many threads. */
public final class ThrowawayVm implements AutoCloseable {
    private static final int CONSOLE_BYTES = 1 << 20;

    private final Run run;
    private final ComputeService compute;
    private final VmId id;
    private final Optional<Ssh> ssh;

    ThrowawayVm(Run run, Vm vm, Optional<Login> login) {
        this.run = run;
        this.compute = run.compute();
        this.id = vm.id();
        this.ssh =
                login.map(known -> new Ssh(toString(), new SshSession(this::vm, () -> reach(SshSession.PORT), known)));
    }

    /** Returns the machine's id, which is the UUID of its domain. */
    public VmId id() {
        return id;
    }

    /** Returns the machine as it is now. */
    public Vm vm() {
        return compute.get(id);
    }

    /** Returns what starts and stops it, and tells what it consumes. A stopped machine starts again from its disk. */
    public ComputeService compute() {
        return compute;
    }

    /** Returns the IPv4 address that the guest holds now; empty until it has asked for one. */
    public Optional<InetAddress> address() {
        return vm().nics().stream()
                .map(Nic::addresses)
                .flatMap(addresses -> addresses.stream())
                .filter(Inet4Address.class::isInstance)
                .findFirst();
    }

    /**
     * Returns where a TCP port of the guest is reached from here: at its address, or at a port of this computer's loopback
     * address where guests have none, as with {@code qemu:///session}. That port stays until the machine stops, and takes
     * connections also while the guest does not.
     *
     * @param port of the guest, 1 to 65535
     * @throws io.iaas.error.ConflictException {@code WRONG_STATE} when the machine does not run, or has no address yet
     */
    public InetSocketAddress reach(int port) {
        return compute.reach(id, port);
    }

    /** Returns what the guest has written to its serial console: the newest MiB at most, decoded as UTF-8. */
    public String console() {
        return compute.consoleLog(id, CONSOLE_BYTES);
    }

    /**
     * Keeps what the machine is now, its memory and its disk, in place of what was kept before, for {@link #reset}. Not
     * needed for one that was started {@linkplain ThrowawaySpec.Builder#resettable() to be reset}, unless a later moment
     * is wanted.
     *
     * @throws OperationFailedException when it does not run, has no qcow2 disk, or is started by UEFI
     */
    public void checkpoint() {
        compute.checkpoint(id).await();
    }

    /**
     * Makes the machine what it was at its checkpoint, whatever became of it since, and returns when it runs. Its address
     * stays; connections to it break, and a first call to its agent may take a second longer. Its clock goes on from the
     * checkpoint, so it may be late by the time that passed since; its hardware clock is not. Its console log stays as it is.
     *
     * @throws OperationFailedException NOT_FOUND when it has no checkpoint; it runs on then
     */
    public void reset() {
        revert().await();
    }

    /** Begins to make the machine what it was at its checkpoint. */
    Operation<Vm> revert() {
        disconnect();
        return compute.revert(id);
    }

    /**
     * Opens the guest's serial console, to read and to type; to be closed. One at a time has it.
     *
     * @throws io.iaas.spi.hypervisor.HypervisorException {@code IN_USE} when somebody has it open; {@code WRONG_STATE} when
     *     the guest is off
     */
    public SerialConsole serial() {
        return compute.openConsole(id);
    }

    /** Returns what runs commands in the guest by its agent. */
    public GuestAgent agent() {
        return new GuestAgent(compute, id);
    }

    /**
     * Returns the way into the machine by SSH, with a key that was made for it. Connects to nothing. It is the machine's
     * to close.
     *
     * @throws IllegalStateException when the machine was started without
     */
    public Ssh ssh() {
        return ssh.orElseThrow(() -> new IllegalStateException(this + " was started without SSH"));
    }

    /**
     * Writes what is known of the machine into files: {@code console.log}, {@code screen.png} where it has a screen,
     * {@code domain.xml}, {@code qemu.log}, {@code operations.txt} with the steps of all that was done to it, and
     * {@code missing.txt}, which tells what could not be had and why.
     *
     * @param directory made where it is not; files of these names are replaced
     * @throws UncheckedIOException when the directory cannot be written
     */
    public void saveEvidence(Path directory) {
        new EvidenceFiles(run, id).save(directory);
    }

    private void disconnect() {
        ssh.ifPresent(Ssh::close);
    }

    /**
     * Deletes the machine with its disks, and returns when it is gone; at once when its lease, or somebody else, deletes it
     * already. Idempotent.
     *
     * @throws OperationFailedException when it cannot be deleted; then it is at the end of this process
     */
    @Override
    public synchronized void close() {
        delete().ifPresent(Operation::await);
    }

    /** Begins to delete the machine; empty when it is gone, or on its way already. */
    Optional<Operation<VmId>> delete() {
        disconnect();
        return Run.delete(compute, id);
    }

    @Override
    public String toString() {
        return "throwaway VM " + id;
    }
}
