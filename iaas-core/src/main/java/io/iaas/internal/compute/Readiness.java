package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.compute.WaitCondition;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.network.Nic;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.ObservedDomain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks whether conditions have come true. One that came true once stays so: guests scroll their consoles away. */
final class Readiness implements AutoCloseable {
    private static final int CONSOLE_BYTES = 64 * 1024;
    private static final int CONNECT_MILLIS = 1000;

    private final Hypervisor hypervisor;
    private final ResourceNames names;
    private final Vm vm;
    private final Set<WaitCondition> cameTrue = new HashSet<>();
    private final GuestReadiness guest;
    private final Conversations conversations = new Conversations();
    private List<InetAddress> addresses = List.of();

    Readiness(Hypervisor hypervisor, ResourceNames names, Vm vm) {
        this.hypervisor = hypervisor;
        this.names = names;
        this.vm = vm;
        this.guest = new GuestReadiness(hypervisor, names, vm);
    }

    /** Returns the addresses that the guest holds now, where the host can tell. */
    List<InetAddress> addresses() {
        if (hypervisor.capabilities().contains(Capability.ADDRESSES)) {
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
            return addressKnown() && conversations.come(addresses, http.port(), peer -> new HttpQuestion(http, peer));
        }
        if (condition instanceof WaitCondition.SshBanner) {
            return addressKnown() && conversations.come(addresses, SshQuestion.PORT, peer -> new SshQuestion());
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
