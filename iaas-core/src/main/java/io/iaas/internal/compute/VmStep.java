package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.NotFoundException;
import io.iaas.internal.engine.Step;
import io.iaas.internal.engine.StepContext;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.StepRecord;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A step of an operation on a virtual machine. */
abstract class VmStep implements Step {
    static final Set<DomainState> OFF = EnumSet.of(DomainState.OFF, DomainState.CRASHED);

    static final String STATE = "state";

    private final String name;

    VmStep(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    static VmId id(StepContext context) {
        return new VmId(context.operation().target().id());
    }

    static DomainRef domain(StepContext context) {
        return context.names().domain(id(context));
    }

    static Vm vm(StepContext context) {
        return context.read(session -> vm(context, session));
    }

    static Vm vm(StepContext context, RepositorySession session) {
        return session.vms()
                .find(context.operation().projectId(), id(context))
                .orElseThrow(() ->
                        new NotFoundException("VM", context.operation().target().name()));
    }

    /** Returns the machine's domain, or empty; a domain of its name or UUID that is not ours is refused. */
    static Optional<ObservedDomain> ours(StepContext context) {
        DomainRef ref = domain(context);
        Optional<ObservedDomain> found = context.hypervisor().domains().find(ref);
        if (found.filter(observed -> !observed.is(ref)).isPresent()) {
            throw HypervisorException.foreign(ref.toString());
        }
        return found;
    }

    /**
     * Returns the machine's domain as an undo finds it, or empty. One of its name or UUID without our mark is somebody
     * else's, and where that is, ours is not; one with our mark that is not as we made it is refused.
     */
    static Optional<ObservedDomain> left(StepContext context) {
        DomainRef ref = domain(context);
        Optional<ObservedDomain> found = context.hypervisor()
                .domains()
                .find(ref)
                .filter(observed -> observed.owner()
                        .filter(tag -> tag.installation().equals(ref.installation()))
                        .isPresent());
        if (found.filter(observed -> !observed.is(ref)).isPresent()) {
            throw HypervisorException.foreign(ref.toString());
        }
        return found;
    }

    /**
     * Returns the machine's domain as a delete finds it, or empty. Where the ledger has it as made, whatever is in its
     * place is refused; elsewhere {@link #left} tells.
     */
    static Optional<ObservedDomain> toDelete(StepContext context) {
        return lineOfDomain(context)
                        .filter(line -> line.state() == LedgerEntry.State.PRESENT)
                        .isPresent()
                ? ours(context)
                : left(context);
    }

    /** Returns the ledger's line of the machine's domain, unless it says that the domain is gone. */
    static Optional<LedgerEntry> lineOfDomain(StepContext context) {
        ResourceKey key = domainKey(context);
        return context.read(session -> session.ledger().find(key))
                .filter(line -> line.state() != LedgerEntry.State.ABSENT);
    }

    static ResourceKey domainKey(StepContext context) {
        return new ResourceKey(
                ResourceKey.Kind.DOMAIN,
                context.hypervisor().hostId(),
                domain(context).name());
    }

    /** Returns what an undo must know of the domain before the step: its state, if there is one. */
    static Map<String, String> before(Optional<ObservedDomain> found) {
        return found.map(domain -> Map.of(STATE, domain.state().name())).orElse(Map.of());
    }

    /** Returns what {@link #before} notes of a domain that is off. */
    static Map<String, String> off() {
        return Map.of(STATE, DomainState.OFF.name());
    }

    /** Returns the state that {@link #before} noted. */
    static Optional<DomainState> before(StepRecord record) {
        return Optional.ofNullable(record.before().get(STATE)).map(DomainState::valueOf);
    }

    /**
     * Returns the state of the domain that a step acts on; empty when there is none. What the plan saw is fresh, unless
     * an earlier try made the plan.
     *
     * @param look how the step finds the domain
     */
    static Optional<DomainState> now(
            StepContext context, StepRecord intent, Function<StepContext, Optional<ObservedDomain>> look) {
        return context.resumed() ? look.apply(context).map(ObservedDomain::state) : before(intent);
    }

    /** Records the state that the guest was left in by an undo that could not take everything back. */
    static void recordObserved(StepContext context) {
        left(context)
                .map(ObservedDomain::state)
                .or(() -> offIfGone(context))
                .map(LiveState::of)
                .ifPresent(state -> context.write(session -> record(context, session, state)));
    }

    /** Returns what the absence of the domain means: nothing, or that it is off. */
    static Optional<DomainState> offIfGone(StepContext context) {
        return EphemeralGuests.on(context.hypervisor()) ? Optional.of(DomainState.OFF) : Optional.empty();
    }

    /** Records a state that the guest is in now; a machine that is going away or was given up keeps saying so. */
    static void record(StepContext context, RepositorySession session, VmState state) {
        session.vms()
                .find(context.operation().projectId(), id(context))
                .filter(vm -> vm.state() != VmState.DELETING && vm.state() != state)
                .filter(vm -> vm.state().mayBecome(state)
                        && !VmDefinition.brokenByAnother(
                                session, vm, context.operation().id()))
                .ifPresent(vm -> session.vms().update(vm.withState(state)));
    }
}
