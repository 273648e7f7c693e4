package io.iaas.compute;

import io.iaas.operation.Operation;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The virtual machines of a project. Everything that may take over a second returns an operation as soon as it is
 * recorded. Operations on the same machine run one after the other, in the order of submission. Safe for use by many
 * threads.
 *
 * <p>Every call with an id throws {@link io.iaas.error.NotFoundException} when the project has no such machine. A call
 * that the machine's recorded state does not allow throws {@link io.iaas.error.ConflictException} with
 * {@code WRONG_STATE} before anything changes.
 */
public interface ComputeService {
    /** How long {@link #stop(VmId)} gives the guest. */
    Duration STOP_LIMIT = Duration.ofSeconds(90);

    /** How long {@link #execute(VmId, GuestCommand)} gives a command. */
    Duration COMMAND_LIMIT = Duration.ofSeconds(60);

    /** How many machines {@link #metrics} reads at once. */
    int MAX_METRICS = 1000;

    /** Returns the same service, whose operations are submitted with these options: one call, one idempotency key. */
    ComputeService with(SubmitOptions options);

    /**
     * Creates and starts a machine. When any step fails, all of it is undone and the name is free again.
     *
     * @throws io.iaas.error.NotFoundException when the project lacks the image or the flavor
     * @throws io.iaas.error.ConflictException {@code NAME_TAKEN}; or {@code WRONG_STATE} when the image is not ready
     * @throws io.iaas.error.InvalidInputException when the flavor's disk is smaller than the image's
     * @throws io.iaas.quota.QuotaExceededException when the project's quota leaves no room for the machine
     */
    Operation<Vm> create(VmSpec spec);

    /** Returns the machine of this name with its live state and addresses, as {@link #get(VmId)} does, or empty. */
    Optional<Vm> find(String name);

    /**
     * Returns the machine of this name with its live state and addresses.
     *
     * @throws io.iaas.error.NotFoundException when the project has none
     */
    Vm get(String name);

    /**
     * Returns the machine with its live state and addresses. When its host does not answer in time, its state is
     * {@link VmState#UNKNOWN} with the reason, and its addresses are those that are recorded.
     */
    Vm get(VmId id);

    /** Lists machines with their live states: {@code list(query, page, Freshness.LIVE)}. */
    default Page<Vm> list(VmQuery query, PageRequest page) {
        return list(query, page, Freshness.LIVE);
    }

    /**
     * Lists machines, in the query's order. Live states take one bulk call for each host that the page touches, all
     * hosts at once; the number of calls does not depend on the number of machines. Machines whose host does not answer
     * in time are {@link VmState#UNKNOWN} with the reason, and hold up nobody else's. A query for a state looks at the
     * recorded one.
     */
    Page<Vm> list(VmQuery query, PageRequest page, Freshness freshness);

    /** Returns how many machines fit the query, by what is recorded. */
    long count(VmQuery query);

    /** Starts a stopped or crashed machine. */
    Operation<Vm> start(VmId id);

    /** Asks the guest to power off, within {@link #STOP_LIMIT}: {@code stop(id, STOP_LIMIT, false)}. */
    default Operation<Vm> stop(VmId id) {
        return stop(id, STOP_LIMIT, false);
    }

    /**
     * Asks the guest to power off (ACPI).
     *
     * @param limit how long it may take
     * @param thenForce whether to cut the power after that; if not, the operation fails with {@code GUEST_TIMEOUT} and
     *     the guest runs on
     */
    Operation<Vm> stop(VmId id, Duration limit, boolean thenForce);

    /** Cuts the power, at once and without asking the guest. */
    Operation<Vm> forceStop(VmId id);

    /** Asks the guest to restart (ACPI). Done when the guest was asked. */
    Operation<Vm> reboot(VmId id);

    /** Presses the reset button, at once and without asking the guest. */
    Operation<Vm> reset(VmId id);

    /** Halts the virtual processors. */
    Operation<Vm> pause(VmId id);

    /** Lets halted virtual processors run on. */
    Operation<Vm> resume(VmId id);

    /**
     * Keeps what a running machine is now, its memory and its disk, in place of what was kept before. The guest is halted
     * for as long as its memory takes to be written to the disk, and knows nothing of it. What is kept stays until the
     * machine is deleted, also when it is stopped and started. When the operation fails, nothing is kept.
     *
     * @throws io.iaas.spi.hypervisor.UnsupportedCapabilityException when the host cannot
     */
    Operation<Vm> checkpoint(VmId id);

    /**
     * Makes the machine what it was at its {@link #checkpoint}, whatever it does now, and lets it run; one that is off is
     * started. All that it wrote to its disk since is lost. The guest's clock goes on from the checkpoint, and connections
     * that were made since break. Where there is no checkpoint the operation fails with {@code NOT_FOUND}, and the machine
     * goes on as it was.
     *
     * @throws io.iaas.spi.hypervisor.UnsupportedCapabilityException when the host cannot
     */
    Operation<Vm> revert(VmId id);

    /**
     * Gives the machine another name. The guest's own host name stays.
     *
     * @throws io.iaas.error.ConflictException {@code NAME_TAKEN}
     */
    Operation<Vm> rename(VmId id, String name);

    /** Replaces the labels, in one transaction. */
    Vm setLabels(VmId id, Map<String, String> labels);

    /** Replaces the description, in one transaction. */
    Vm setDescription(VmId id, String description);

    /**
     * Gives the machine a lease that ends this long after now, in place of the one that it may have, in one transaction.
     * A machine whose lease has ended is deleted with all that was made for it, once and by an operation of its own, as by
     * {@link #delete}, whoever of the processes on the database finds it first; one that was renewed before is not.
     *
     * @param length 1 ms to {@link Vm#MAX_LEASE}
     * @throws io.iaas.error.InvalidInputException when it is shorter or longer
     * @throws io.iaas.error.ConflictException {@code WRONG_STATE} when the machine is going away already
     */
    Vm renew(VmId id, Duration length);

    /**
     * Takes the machine's lease away, in one transaction: it stays until somebody deletes it. A machine without a lease
     * is left as it is.
     *
     * @throws io.iaas.error.ConflictException {@code WRONG_STATE} when the machine is going away already
     */
    Vm keep(VmId id);

    /** Deletes the machine with all that was made for it. A running guest's power is cut. */
    Operation<VmId> delete(VmId id);

    /**
     * Returns the end of the serial console's log.
     *
     * @param maxBytes the most bytes to return, 1 to 1 MiB; the log itself is capped on the host too
     * @return the text, with bytes that are not UTF-8 replaced; empty before the guest wrote anything
     * @throws io.iaas.spi.hypervisor.UnsupportedCapabilityException when the host keeps no console logs
     */
    String consoleLog(VmId id, int maxBytes);

    /** Opens the serial console, unless somebody has: {@code openConsole(id, false)}. */
    default SerialConsole openConsole(VmId id) {
        return openConsole(id, false);
    }

    /**
     * Opens the serial console of a guest that runs, to read and to type; {@link #consoleLog} stays complete meanwhile. One
     * at a time has it. To be closed.
     *
     * @param takeOver whether to cut off who has it open
     * @throws io.iaas.spi.hypervisor.HypervisorException {@code WRONG_STATE} when the guest is off; {@code IN_USE} when
     *     somebody has it open and is not to be cut off
     * @throws io.iaas.spi.hypervisor.UnsupportedCapabilityException when the host attaches to no consoles
     */
    SerialConsole openConsole(VmId id, boolean takeOver);

    /**
     * Returns whether the agent in the guest answers now; false when the guest has none, and when it does not run. Takes a
     * few seconds at most.
     *
     * @throws io.iaas.spi.hypervisor.UnsupportedCapabilityException when the host speaks with no agents
     */
    boolean agentAnswers(VmId id);

    /** Runs a command in the guest, within {@link #COMMAND_LIMIT}: {@code execute(id, command, COMMAND_LIMIT)}. */
    default CommandResult execute(VmId id, GuestCommand command) {
        return execute(id, command, COMMAND_LIMIT);
    }

    /**
     * Has the agent in the guest (qemu-guest-agent) run a command, with the agent's rights, and waits for its end. This is
     * no operation: it is not repeated after a crash, and nothing of it is recorded but that it was asked for.
     *
     * @param limit how long it may take, up to a day
     * @return what it came to; whatever its exit status is, the call has succeeded
     * @throws io.iaas.error.ConflictException {@code WRONG_STATE} when the machine does not run
     * @throws io.iaas.spi.hypervisor.HypervisorException {@code AGENT_UNAVAILABLE} when the agent does not answer;
     *     {@code COMMAND_REFUSED} when it cannot or will not start the program; {@code GUEST_TIMEOUT} when the limit
     *     passes: the command runs on; {@code OUTPUT_TOO_LONG} when a stream had more than 1 MiB: the command has ended
     * @throws io.iaas.spi.hypervisor.UnsupportedCapabilityException when the host speaks with no agents
     */
    CommandResult execute(VmId id, GuestCommand command, Duration limit);

    /**
     * Returns where this process reaches a TCP port of the guest: at the guest's address, where the host tells addresses;
     * else at a port of the loopback address, which leads there from now on until the machine is stopped, and is the same
     * for every call until then. Whether the guest listens is not looked at, and a port of the loopback address takes
     * connections before it does. All users of this computer can connect to that port.
     *
     * @param port of the guest, 1 to 65535
     * @throws io.iaas.error.ConflictException {@code WRONG_STATE} when the machine does not run, or has no address yet
     * @throws io.iaas.spi.hypervisor.HypervisorException when the host does not answer, or has no port free
     * @throws io.iaas.spi.hypervisor.UnsupportedCapabilityException when the host neither tells addresses nor forwards
     */
    InetSocketAddress reach(VmId id, int port);

    /**
     * Reads what machines consume: one statement to the database and one bulk call to each host that they are on. A
     * machine without a live guest is not in the result.
     *
     * @param ids which machines, at most {@link #MAX_METRICS}
     * @param groups what to read, at least one group
     * @throws io.iaas.error.InvalidInputException when too many machines or no groups are asked for
     * @throws io.iaas.spi.hypervisor.UnsupportedCapabilityException when the host tells no metrics
     * @throws io.iaas.spi.hypervisor.HypervisorException when the host does not answer: nothing is recorded to show
     *     in its place
     */
    Map<VmId, VmMetrics> metrics(Collection<VmId> ids, Set<MetricGroup> groups);
}
