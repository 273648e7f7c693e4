package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ErrorCode;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.network.Nic;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.ObservedDomain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks whether conditions have come true. One that came true once stays so: guests scroll their consoles away. */
final class Readiness implements AutoCloseable {
    private static final int CONSOLE_BYTES = 64 * 1024;
    private static final int CONNECT_MILLIS = 1000;
    /** A forward that found no guest tries again by itself, but 6 seconds later; a new connection does so at once. */
    private static final int FORWARD_LOOKS = 5;

    private static final Set<ErrorCode> OFF = EnumSet.of(ErrorCode.WRONG_STATE, ErrorCode.NOT_FOUND);

    private final Hypervisor hypervisor;
    private final ResourceNames names;
    private final Vm vm;
    private final Set<WaitCondition> cameTrue = new HashSet<>();
    private final GuestReadiness guest;
    private final GuestPorts ports;
    private final Map<Integer, InetSocketAddress> forwards = new HashMap<>();
    private final Conversations conversations;
    private List<InetAddress> addresses = List.of();

    Readiness(Hypervisor hypervisor, ResourceNames names, Vm vm) {
        this.hypervisor = hypervisor;
        this.names = names;
        this.vm = vm;
        this.ports = new GuestPorts(hypervisor, names);
        this.conversations = new Conversations(ports.byAddress() ? Conversation.MOST_LOOKS : FORWARD_LOOKS);
        this.guest = new GuestReadiness(hypervisor, names, vm);
    }

    /** Returns the addresses that the guest holds now, where the host can tell. */
    List<InetAddress> addresses() {
        if (ports.byAddress()) {
            addressKnown();
        }
        return addresses;
    }

    /** Returns whether the guest runs, or is halted by somebody. */
    boolean running() {
        return hypervisor
                .domains()
                .find(names.domain(vm.id()))
                .map(ObservedDomain::state)
                .filter(state -> state != DomainState.OFF && state != DomainState.CRASHED)
                .isPresent();
    }

    /** Returns what has not come true yet, in words; nothing when the condition has. */
    List<String> missing(WaitCondition condition) {
        if (cameTrue.contains(condition)) {
            return List.of();
        }
        List<String> missing = look(condition);
        if (missing.isEmpty()) {
            cameTrue.add(condition);
        }
        return missing;
    }

    private List<String> look(WaitCondition condition) {
        if (condition instanceof WaitCondition.All all) {
            return all.conditions().stream().flatMap(c -> missing(c).stream()).toList();
        }
        if (condition instanceof WaitCondition.Any any) {
            List<List<String>> each =
                    any.conditions().stream().map(this::missing).toList();
            return each.stream().anyMatch(List::isEmpty)
                    ? List.of()
                    : List.of("one of " + each.stream().flatMap(List::stream).toList());
        }
        return holds(condition) ? List.of() : List.of(condition.toString());
    }

    private boolean holds(WaitCondition condition) {
        if (condition instanceof WaitCondition.AddressKnown) {
            return addressKnown();
        }
        if (condition instanceof WaitCondition.TcpPort port) {
            return addressKnown() && answers(port.port());
        }
        if (condition instanceof WaitCondition.HttpAnswer http) {
            return conversations.come(peers(http.port()), peer -> new HttpQuestion(http, peer));
        }
        if (condition instanceof WaitCondition.SshBanner) {
            return conversations.come(peers(SshQuestion.PORT), peer -> new SshQuestion());
        }
        if (condition instanceof WaitCondition.ConsoleMatches console) {
            byte[] tail = hypervisor.consoles().tail(names.console(vm.id()), CONSOLE_BYTES);
            return BoundedMatcher.finds(console.expression(), new String(tail, StandardCharsets.UTF_8));
        }
        if (condition instanceof WaitCondition.AgentAnswers) {
            return guest.agentAnswers();
        }
        if (condition instanceof WaitCondition.CloudInitFinished) {
            return guest.cloudInitFinished();
        }
        return running();
    }

    /** Returns where a port is reached; nowhere while the guest has no address, or is off. */
    private List<InetSocketAddress> peers(int port) {
        if (ports.byAddress()) {
            addressKnown();
            return addresses.stream()
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        }
        try {
            return List.of(forwards.computeIfAbsent(port, asked -> ports.forward(vm, asked)));
        } catch (HypervisorException e) {
            if (!OFF.contains(e.code())) {
                throw e;
            }
            return List.of();
        }
    }

    private boolean addressKnown() {
        addresses = hypervisor.networks().leases().entrySet().stream()
                .filter(lease -> vm.nics().stream().map(Nic::mac).anyMatch(lease.getKey()::equals))
                .flatMap(lease -> lease.getValue().stream())
                .toList();
        return !addresses.isEmpty();
    }

    private boolean answers(int port) {
        return addresses.stream().anyMatch(address -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Ends what is held open to the guest. */
    @Override
    public void close() {
        conversations.close();
    }
}
