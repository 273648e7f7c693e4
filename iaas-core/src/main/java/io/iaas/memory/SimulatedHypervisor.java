package io.iaas.memory;

import io.iaas.host.Finding;
import io.iaas.host.HostId;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Checkpoints;
import io.iaas.spi.hypervisor.Consoles;
import io.iaas.spi.hypervisor.DomainEvents;
import io.iaas.spi.hypervisor.DomainPower;
import io.iaas.spi.hypervisor.Domains;
import io.iaas.spi.hypervisor.Evidence;
import io.iaas.spi.hypervisor.GuestAgents;
import io.iaas.spi.hypervisor.HostDescription;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.Metrics;
import io.iaas.spi.hypervisor.Networks;
import io.iaas.spi.hypervisor.SerialConsoles;
import io.iaas.spi.hypervisor.Volumes;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A driver for a {@link SimulatedHost}: keeps the whole contract of {@link Hypervisor} without a hypervisor, and breaks
 * it where a test says so by {@link #faults}.
 */
public final class SimulatedHypervisor implements Hypervisor {
    private final HostId hostId;
    private final Set<Capability> capabilities;
    private final SimulatedHost host;
    private final CallGate gate;
    private final HostCare care;
    private final Domains domains;
    private final SimulatedPower power;
    private final Checkpoints checkpoints;
    private final Volumes volumes;
    private final Consoles consoles;
    private final SerialConsoles serialConsoles;
    private final Networks networks;
    private final SimulatedEvents events;
    private final Metrics metrics;
    private final GuestAgents agents;
    private final Evidence evidence;

    private SimulatedHypervisor(Builder builder) {
        this.hostId = builder.hostId;
        this.capabilities = Set.copyOf(builder.capabilities);
        this.host = builder.host;
        HostState state = host.state();
        Map<SimulatedCall, Duration> latencies = Map.copyOf(builder.latencies);
        this.gate = new CallGate(
                hostId,
                capabilities,
                state.time(),
                builder.callLimit,
                call -> latencies.getOrDefault(call, Duration.ZERO));
        this.care = new HostCare(gate, state, hostId);
        this.domains = new SimulatedDomains(gate, state);
        this.power = new SimulatedPower(gate, state, capabilities.contains(Capability.EPHEMERAL));
        this.checkpoints = new SimulatedCheckpoints(gate, state);
        this.volumes = new SimulatedVolumes(gate, state);
        this.consoles = new SimulatedConsoles(gate, state);
        this.serialConsoles = new SimulatedSerialConsoles(gate, state);
        this.networks = new SimulatedNetworks(gate, state);
        this.events = new SimulatedEvents(gate, state);
        this.metrics = new SimulatedMetrics(gate, state);
        this.agents = new SimulatedAgents(gate, state);
        this.evidence = new SimulatedEvidence(gate, state);
    }

    /** Returns a driver for a new host on the system's time; see {@link Builder#capabilities} for what it can do. */
    public static SimulatedHypervisor create() {
        return connect(SimulatedHost.builder().build());
    }

    /** Returns a driver for this host; see {@link Builder#capabilities} for what it can do. */
    public static SimulatedHypervisor connect(SimulatedHost host) {
        return builder(host).build();
    }

    /** Returns a builder of a driver for this host. */
    public static Builder builder(SimulatedHost host) {
        return new Builder(host);
    }

    /** Returns the host, which lives on after {@link #close}. */
    public SimulatedHost host() {
        return host;
    }

    /** Returns the faults of this driver; another one for the same host has its own. */
    public Faults faults() {
        return gate.faults();
    }

    /** Returns the calls that came to this driver. */
    public CallLog calls() {
        return gate.log();
    }

    /** Loses the connection on which this driver hears of domains; calls go on. Idempotent. */
    public void cutEvents() {
        events.cut();
    }

    /** Connects it again: listeners are told that events begin. Idempotent. */
    public void mendEvents() {
        events.mend();
    }

    /** Has every call told to a listener, beside those that hear already. */
    public void listen(CallListener listener) {
        gate.listen(listener);
    }

    @Override
    public HostId hostId() {
        return hostId;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public HostDescription describe() {
        return care.describe();
    }

    @Override
    public Domains domains() {
        return domains;
    }

    @Override
    public DomainPower power() {
        return power;
    }

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    @Override
    public Volumes volumes() {
        return volumes;
    }

    @Override
    public Consoles consoles() {
        return consoles;
    }

    @Override
    public SerialConsoles serialConsoles() {
        return serialConsoles;
    }

    @Override
    public Networks networks() {
        return networks;
    }

    /**
     * Returns what tells of changes, at once and on the thread that made or saw them. What a guest does at its own time
     * is seen when the host is next looked at, by whomever.
     */
    @Override
    public DomainEvents events() {
        return events;
    }

    @Override
    public Metrics metrics() {
        return metrics;
    }

    @Override
    public GuestAgents agents() {
        return agents;
    }

    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public List<Finding> diagnose() {
        return care.diagnose();
    }

    @Override
    public List<String> release() {
        return care.release();
    }

    @Override
    public void close() {
        gate.close();
        power.close();
        events.close();
    }

    /** Builds a driver. */
    public static final class Builder {
        private final SimulatedHost host;
        private final Map<SimulatedCall, Duration> latencies = new EnumMap<>(SimulatedCall.class);
        private HostId hostId = new HostId("simulated");
        private Set<Capability> capabilities = EnumSet.complementOf(EnumSet.of(Capability.EPHEMERAL));
        private Duration callLimit = Duration.ofSeconds(30);

        private Builder(SimulatedHost host) {
            this.host = host;
        }

        /** Sets the name of the host; {@code simulated} without it. */
        public Builder hostId(String name) {
            hostId = new HostId(name);
            return this;
        }

        /** Sets what the driver can do; everything without it, but {@link Capability#EPHEMERAL}. */
        public Builder capabilities(Set<Capability> newCapabilities) {
            capabilities = newCapabilities;
            return this;
        }

        /** Sets how long a silent call is waited for, by the host's clock; 30 s without it. */
        public Builder callLimit(Duration limit) {
            callLimit = limit;
            return this;
        }

        /** Sets how long each of these calls takes, by the host's clock; nothing without it. */
        public Builder latency(Duration time, SimulatedCall... calls) {
            Arrays.stream(calls).forEach(call -> latencies.put(call, time));
            return this;
        }

        /** Returns the driver. */
        public SimulatedHypervisor build() {
            return new SimulatedHypervisor(this);
        }
    }
}
