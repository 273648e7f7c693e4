package io.iaas.memory;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a simulated guest behaves, by the host's clock. It opens no socket: a test that waits for a TCP port listens
 * itself, on an address that it gives to the host by {@link SimulatedHost.Builder#addresses}.
 *
 * @param addressAfter how long after its start it holds an address; empty when it never does
 * @param console what it writes, in the order of time
 * @param powerOffTakes how long it takes to power off when asked; empty when it does not listen
 * @param rebootTakes how long it takes to restart when asked; empty when it does not listen
 * @param agent the agent that runs in it; empty when there is none
 */
public record SimulatedGuest(
        Optional<Duration> addressAfter,
        List<ConsoleLine> console,
        Optional<Duration> powerOffTakes,
        Optional<Duration> rebootTakes,
        Optional<SimulatedAgent> agent) {
    /** Copies the lines and puts them in order. */
    public SimulatedGuest {
        console = console.stream()
                .sorted(Comparator.comparing(ConsoleLine::after))
                .toList();
    }

    /** Returns a guest that greets after 2 s, has an address and an agent after 3 s and obeys within 2 s. */
    public static SimulatedGuest booting() {
        Duration obeys = Duration.ofSeconds(2);
        Duration up = Duration.ofSeconds(3);
        return new SimulatedGuest(
                Optional.of(up),
                List.of(new ConsoleLine(obeys, "simulated guest ready")),
                Optional.of(obeys),
                Optional.of(obeys),
                Optional.of(SimulatedAgent.after(up)));
    }

    /** Returns a guest that does nothing, ever: no boot loader found. */
    public static SimulatedGuest dead() {
        return new SimulatedGuest(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the same guest with an address after this time. */
    public SimulatedGuest withAddressAfter(Duration time) {
        return new SimulatedGuest(Optional.of(time), console, powerOffTakes, rebootTakes, agent);
    }

    /** Returns the same guest without an address. */
    public SimulatedGuest withoutAddress() {
        return new SimulatedGuest(Optional.empty(), console, powerOffTakes, rebootTakes, agent);
    }

    /** Returns the same guest writing these lines and no others. */
    public SimulatedGuest withConsole(ConsoleLine... lines) {
        return new SimulatedGuest(addressAfter, List.of(lines), powerOffTakes, rebootTakes, agent);
    }

    /** Returns the same guest powering off within this time when asked. */
    public SimulatedGuest withPowerOffTaking(Duration time) {
        return new SimulatedGuest(addressAfter, console, Optional.of(time), rebootTakes, agent);
    }

    /** Returns the same guest deaf to requests to power off or restart. */
    public SimulatedGuest deafToRequests() {
        return new SimulatedGuest(addressAfter, console, Optional.empty(), Optional.empty(), agent);
    }

    /** Returns the same guest with this agent. */
    public SimulatedGuest withAgent(SimulatedAgent newAgent) {
        return new SimulatedGuest(addressAfter, console, powerOffTakes, rebootTakes, Optional.of(newAgent));
    }

    /** Returns the same guest without an agent. */
    public SimulatedGuest withoutAgent() {
        return new SimulatedGuest(addressAfter, console, powerOffTakes, rebootTakes, Optional.empty());
    }
}
