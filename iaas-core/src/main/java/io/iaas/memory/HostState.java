package io.iaas.memory;

import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.time.TimeSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** Everything on a simulated host, under one lock. */
final class HostState {
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final TimeSource time;
    private final Function<DomainSpec, SimulatedGuest> guests;
    private final EventBoard events = new EventBoard();
    private final VolumeUsers users = new VolumeUsers();
    private final DomainTable domains = new DomainTable(events::tell, users);
    private final ConsoleTable consoles = new ConsoleTable();
    private final VolumeTable volumes;
    private final AddressTable addresses;
    private final Optional<IntUnaryOperator> forwards;
    private final int cpus;
    private final long memoryMib;
    private boolean pool;
    private boolean network;
    private int portsGiven;

    HostState(SimulatedHost.Builder builder) {
        this.time = builder.time;
        this.guests = builder.guests;
        this.volumes = new VolumeTable(builder.storageBytes, users);
        this.addresses = new AddressTable(builder.addresses);
        this.forwards = builder.forwards;
        this.cpus = builder.cpus;
        this.memoryMib = builder.memoryMib;
    }

    /** Looks at or changes the host, after its guests did what they would have done by now. */
    <T> T locked(Supplier<T> effect) {
        lock.lock();
        try {
            domains.settle(now());
            domains.sweep();
            return effect.get();
        } finally {
            domains.sweep();
            lock.unlock();
        }
    }

    void run(Runnable effect) {
        locked(() -> {
            effect.run();
            return this;
        });
    }

    TimeSource time() {
        return time;
    }

    long now() {
        return time.nanoTime();
    }

    SimulatedGuest guestOf(DomainSpec spec) {
        return guests.apply(spec);
    }

    VolumeUsers users() {
        return users;
    }

    DomainTable domains() {
        return domains;
    }

    EventBoard events() {
        return events;
    }

    VolumeTable volumes() {
        return volumes;
    }

    ConsoleTable consoles() {
        return consoles;
    }

    AddressTable addresses() {
        return addresses;
    }

    /** Returns the port of the loopback address that is to lead to this port of a guest. */
    int portFor(int guestPort) {
        return forwards.map(given -> given.applyAsInt(guestPort)).orElseGet(() -> FIRST_PORT + portsGiven++ % PORTS);
    }

    int cpus() {
        return cpus;
    }

    long memoryMib() {
        return memoryMib;
    }

    boolean pool() {
        return pool;
    }

    void setPool(boolean exists) {
        pool = exists;
    }

    boolean network() {
        return network;
    }

    void setNetwork(boolean up) {
        network = up;
    }
}
