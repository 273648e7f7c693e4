package io.iaas.internal.compute;

import io.iaas.compute.CommandResult;
import io.iaas.compute.GuestCommand;
import io.iaas.compute.SerialConsole;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.InvalidInputException;
import io.iaas.identity.ProjectId;
import io.iaas.internal.engine.Environment;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.SerialLine;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Ways into the guests of one project's machines: none of them is an operation. */
final class GuestAccess {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_CONSOLE_BYTES = 1 << 20;
    private static final Duration MAX_COMMAND_LIMIT = Duration.ofDays(1);
    /** One that still boots may need somebody at its console. */
    private static final Set<VmState> ATTACHABLE = EnumSet.of(VmState.CREATING, VmState.RUNNING, VmState.PAUSED);

    private static final Set<VmState> REACHABLE = EnumSet.of(VmState.RUNNING, VmState.PAUSED);

    private final ProjectId project;
    private final Environment environment;
    private final LiveView live;
    private final CapabilityCheck host;
    private final GuestPorts ports;

    GuestAccess(ProjectId project, Environment environment, LiveView live) {
        this.project = project;
        this.environment = environment;
        this.live = live;
        this.host = new CapabilityCheck(environment.hypervisor());
        this.ports = new GuestPorts(environment.hypervisor(), environment.names());
    }

    String consoleLog(VmId id, int maxBytes) {
        if (maxBytes < 1 || maxBytes > MAX_CONSOLE_BYTES) {
            throw new InvalidInputException("a console log's limit must be 1 to " + MAX_CONSOLE_BYTES + " bytes");
        }
        host.require(Capability.CONSOLE_LOG);
        Vm vm = recorded(id);
        byte[] tail =
                environment.hypervisor().consoles().tail(environment.names().console(vm.id()), maxBytes);
        return new String(tail, StandardCharsets.UTF_8);
    }

    SerialConsole openConsole(VmId id, boolean takeOver) {
        host.require(Capability.SERIAL_CONSOLE);
        Vm vm = live.orRecorded(recorded(id));
        if (!ATTACHABLE.contains(vm.state())) {
            throw VmRequest.wrongState(vm, "a console is opened of a guest that runs");
        }
        SerialLine line = environment
                .hypervisor()
                .serialConsoles()
                .open(environment.names().domain(vm.id()), takeOver);
        return new AttachedConsole(line, environment.time());
    }

    boolean agentAnswers(VmId id) {
        host.require(Capability.GUEST_AGENT);
        Vm vm = recorded(id);
        return environment.hypervisor().agents().answers(environment.names().domain(vm.id()));
    }

    CommandResult execute(VmId id, GuestCommand command, Duration limit) {
        if (limit.isNegative() || limit.isZero() || limit.compareTo(MAX_COMMAND_LIMIT) > 0) {
            throw new InvalidInputException(
                    "the time limit of a command must be more than 0 and at most " + MAX_COMMAND_LIMIT);
        }
        host.require(Capability.GUEST_AGENT);
        Vm vm = live.orRecorded(recorded(id));
        if (vm.state() != VmState.RUNNING) {
            throw VmRequest.wrongState(vm, "a command needs a guest that runs");
        }
        return new GuestCommands(environment, vm, command).run(command, limit);
    }

    InetSocketAddress reach(VmId id, int port) {
        if (port < 1 || port > MAX_PORT) {
            throw new InvalidInputException("a port is 1 to " + MAX_PORT);
        }
        host.requireOne(Capability.ADDRESSES, Capability.PORT_FORWARDING);
        Vm vm = live.orRecorded(recorded(id));
        if (!REACHABLE.contains(vm.state())) {
            throw VmRequest.wrongState(vm, "a port is reached of a guest that runs");
        }
        return ports.of(vm, port).orElseThrow(() -> VmRequest.wrongState(vm, "its guest has no address yet"));
    }

    private Vm recorded(VmId id) {
        return environment.repositories().read(session -> VmRequest.recorded(session, project, id));
    }
}
