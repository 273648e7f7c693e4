package io.iaas.memory;

import io.iaas.spi.hypervisor.Capability;
import java.util.Optional;

/** The calls of a hypervisor driver, one constant for each method that reaches the host. */
public enum SimulatedCall {
    /** {@code Hypervisor.describe}. */
    DESCRIBE_HOST(false),
    /** {@code Hypervisor.diagnose}. */
    DIAGNOSE_HOST(false),
    /** {@code Hypervisor.release}. */
    RELEASE_HOST(true),
    /** {@code Domains.define}. */
    DEFINE_DOMAIN(true),
    /** {@code Domains.undefine}. */
    UNDEFINE_DOMAIN(true),
    /** {@code Domains.find}. */
    FIND_DOMAIN(false),
    /** {@code Domains.inventory}. */
    LIST_DOMAINS(false),
    /** {@code Domains.states}. */
    LIST_STATES(false),
    /** {@code Domains.setTitle}. */
    SET_TITLE(true),
    /** {@code DomainPower.start}. */
    START(true),
    /** {@code DomainPower.requestShutdown}. */
    REQUEST_SHUTDOWN(true),
    /** {@code DomainPower.powerOff}. */
    POWER_OFF(true),
    /** {@code DomainPower.requestReboot}. */
    REQUEST_REBOOT(true),
    /** {@code DomainPower.reset}. */
    RESET(true, Capability.RESET),
    /** {@code DomainPower.pause}. */
    PAUSE(true),
    /** {@code DomainPower.resume}. */
    RESUME(true),
    /** {@code Checkpoints.take}. */
    TAKE_CHECKPOINT(true, Capability.CHECKPOINTS),
    /** {@code Checkpoints.restore}. */
    RESTORE_CHECKPOINT(true, Capability.CHECKPOINTS),
    /** {@code Checkpoints.discard}. */
    DISCARD_CHECKPOINT(true, Capability.CHECKPOINTS),
    /** {@code Volumes.find}. */
    FIND_VOLUME(false),
    /** {@code Volumes.create}. */
    CREATE_VOLUME(true),
    /** {@code Volumes.upload}. */
    UPLOAD_VOLUME(true, Capability.VOLUME_CONTENT),
    /** {@code Volumes.delete}. */
    DELETE_VOLUME(true),
    /** {@code Volumes.list}. */
    LIST_VOLUMES(false),
    /** {@code Volumes.freeBytes}. */
    FREE_BYTES(false),
    /** {@code Consoles.exists}. */
    FIND_CONSOLE(false, Capability.CONSOLE_LOG),
    /** {@code Consoles.create}. */
    CREATE_CONSOLE(true, Capability.CONSOLE_LOG),
    /** {@code Consoles.tail}. */
    TAIL_CONSOLE(false, Capability.CONSOLE_LOG),
    /** {@code Consoles.list}. */
    LIST_CONSOLES(false, Capability.CONSOLE_LOG),
    /** {@code Consoles.delete}. */
    DELETE_CONSOLE(true, Capability.CONSOLE_LOG),
    /** {@code Networks.ensureDefault}. */
    ENSURE_NETWORK(true),
    /** {@code Networks.leases}. */
    LIST_LEASES(false, Capability.ADDRESSES),
    /** {@code Networks.forward}. */
    FORWARD_PORT(true, Capability.PORT_FORWARDING),
    /** {@code Metrics.read}. */
    READ_METRICS(false, Capability.METRICS),
    /** {@code GuestAgents.answers}. */
    PING_AGENT(false, Capability.GUEST_AGENT),
    /** {@code GuestAgents.start}. */
    START_COMMAND(true, Capability.GUEST_AGENT),
    /** {@code GuestAgents.result}. */
    COMMAND_RESULT(false, Capability.GUEST_AGENT),
    /** {@code SerialConsoles.open}. */
    OPEN_CONSOLE(false, Capability.SERIAL_CONSOLE),
    /** {@code Evidence.screenshot}. */
    TAKE_SCREENSHOT(false, Capability.EVIDENCE),
    /** {@code Evidence.definition}. */
    SHOW_DOMAIN(false, Capability.EVIDENCE),
    /** {@code Evidence.log}. */
    READ_LOG(false, Capability.EVIDENCE);

    private final boolean changing;
    private final Optional<Capability> needs;

    SimulatedCall(boolean changing) {
        this.changing = changing;
        this.needs = Optional.empty();
    }

    SimulatedCall(boolean changing, Capability needs) {
        this.changing = changing;
        this.needs = Optional.of(needs);
    }

    /** Returns whether the call may change the host; the others only look. */
    public boolean changing() {
        return changing;
    }

    Optional<Capability> needs() {
        return needs;
    }
}
