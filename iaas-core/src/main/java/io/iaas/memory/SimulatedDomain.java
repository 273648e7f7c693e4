package io.iaas.memory;

import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.ObservedDomain;
import java.util.Optional;
import java.util.UUID;

/** A domain of a simulated host. Guarded by the host's lock. */
final class SimulatedDomain {
    private final UUID uuid;
    private final String name;
    private String title;
    private Optional<DomainSpec> spec;
    private DomainState state = DomainState.OFF;
    private Optional<GuestRun> run = Optional.empty();

    private SimulatedDomain(UUID uuid, String name, String title, Optional<DomainSpec> spec) {
        this.uuid = uuid;
        this.name = name;
        this.title = title;
        this.spec = spec;
    }

    static SimulatedDomain of(DomainSpec spec) {
        return new SimulatedDomain(spec.ref().vmId().value(), spec.ref().name(), spec.title(), Optional.of(spec));
    }

    static SimulatedDomain foreign(String name, UUID uuid) {
        return new SimulatedDomain(uuid, name, "", Optional.empty());
    }

    UUID uuid() {
        return uuid;
    }

    String name() {
        return name;
    }

    Optional<DomainSpec> spec() {
        return spec;
    }

    DomainState state() {
        return state;
    }

    Optional<GuestRun> run() {
        return run;
    }

    boolean live() {
        return state != DomainState.OFF && state != DomainState.CRASHED;
    }

    boolean is(DomainRef ref) {
        return observed().is(ref);
    }

    ObservedDomain observed() {
        return new ObservedDomain(uuid, name, state, spec.map(DomainSpec::owner));
    }

    HostSnapshot.Domain snapshot() {
        return new HostSnapshot.Domain(uuid, state, title, spec.map(DomainSpec::owner), spec);
    }

    void redefine(DomainSpec newSpec) {
        spec = Optional.of(newSpec);
        title = newSpec.title();
    }

    void setTitle(String newTitle) {
        title = newTitle;
    }

    void started(GuestRun newRun) {
        run = Optional.of(newRun);
        state = DomainState.RUNNING;
    }

    void become(DomainState newState) {
        state = newState;
    }

    void stopped(DomainState newState) {
        run = Optional.empty();
        state = newState;
    }

    /** Lets the guest do what it would have done by now. */
    void settle(long now) {
        run.ifPresent(current -> {
            if (current.settle(now)) {
                stopped(DomainState.OFF);
            }
        });
    }
}
