package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.DomainPower;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import org.libvirt.jna.DomainPointer;

/**
 * Power of domains of a libvirt host. An ephemeral one is started on a connection with which it ends, and loses its
 * definition then, so that nothing is left of it when it is off.
 */
final class LibvirtPower implements DomainPower {
    private static final int ACPI_BUTTON = 1;
    private static final int AUTODESTROY = 2;
    private static final Set<DomainState> OFF = EnumSet.of(DomainState.OFF, DomainState.CRASHED);
    private static final Set<DomainState> OFF_OR_ENDS =
            EnumSet.of(DomainState.OFF, DomainState.CRASHED, DomainState.SHUTTING_DOWN);
    private static final Set<DomainState> ON =
            EnumSet.of(DomainState.RUNNING, DomainState.PAUSED, DomainState.SHUTTING_DOWN);
    private static final Set<DomainState> RUNS = EnumSet.of(DomainState.RUNNING);
    private static final Set<DomainState> RUNS_OR_ENDS = EnumSet.of(DomainState.RUNNING, DomainState.SHUTTING_DOWN);
    private static final Set<DomainState> PAUSED = EnumSet.of(DomainState.PAUSED);
    private static final Set<DomainState> NONE = EnumSet.noneOf(DomainState.class);

    private final Lanes lanes;
    private final Undefinition undefinition;
    private final boolean ephemeral;
    private final int button;

    LibvirtPower(Lanes lanes, ConnectionUri.Driver driver, Undefinition undefinition, boolean ephemeral) {
        this.lanes = lanes;
        this.undefinition = undefinition;
        this.ephemeral = ephemeral;
        this.button = driver == ConnectionUri.Driver.TEST ? 0 : ACPI_BUTTON;
    }

    /**
     * A change of a domain's power.
     *
     * @param verb what it does
     * @param ref the domain
     * @param reached the states that it leads to, in which nothing is to be done
     * @param allowed the states in which it can be made
     * @param call the call that makes it
     */
    private record Change(
            String verb,
            DomainRef ref,
            Set<DomainState> reached,
            Set<DomainState> allowed,
            ToIntBiFunction<NativeLibvirt, DomainPointer> call) {
        String what() {
            return verb + " " + ref;
        }

        boolean leadsToOff() {
            return reached.contains(DomainState.OFF);
        }

        HypervisorException wrongState(DomainState now) {
            return new HypervisorException(ErrorCode.WRONG_STATE, "cannot " + what() + ": it is " + now, "");
        }
    }

    @Override
    public void start(DomainRef ref) {
        if (!ephemeral) {
            runSlowly(lanes.power(), start(ref, 0));
            return;
        }
        runSlowly(lanes.guests(), start(ref, AUTODESTROY));
        lanes.operations().change("start " + ref, session -> {
            DomainHandles domains = new DomainHandles(session);
            // An earlier try may have been cut off between the two.
            domains.ours(ref)
                    .filter(domains::isPersistent)
                    .ifPresent(persistent -> undefinition.run(session, persistent));
            return ref;
        });
    }

    private static Change start(DomainRef ref, int flags) {
        return new Change("start", ref, RUNS, OFF, (api, domain) -> api.virDomainCreateWithFlags(domain, flags));
    }

    @Override
    public void requestShutdown(DomainRef ref) {
        // libvirt refuses to ask a guest that has already powered off and whose QEMU is about to end.
        run(new Change(
                "shut down", ref, OFF_OR_ENDS, RUNS, (api, domain) -> api.virDomainShutdownFlags(domain, button)));
    }

    @Override
    public void powerOff(DomainRef ref) {
        runSlowly(
                lanes.power(),
                new Change("power off", ref, OFF, ON, (api, domain) -> api.virDomainDestroyFlags(domain, 0)));
    }

    @Override
    public void requestReboot(DomainRef ref) {
        run(new Change("reboot", ref, NONE, RUNS, (api, domain) -> api.virDomainReboot(domain, button)));
    }

    @Override
    public void reset(DomainRef ref) {
        run(new Change("reset", ref, NONE, RUNS_OR_ENDS, (api, domain) -> api.virDomainReset(domain, 0)));
    }

    @Override
    public void pause(DomainRef ref) {
        run(new Change("pause", ref, PAUSED, RUNS, NativeLibvirt::virDomainSuspend));
    }

    @Override
    public void resume(DomainRef ref) {
        run(new Change("resume", ref, RUNS, PAUSED, NativeLibvirt::virDomainResume));
    }

    private void run(Change change) {
        lanes.operations().change(change.what(), session -> {
            wanted(session, change).ifPresent(domain -> act(session, domain, change));
            return change;
        });
    }

    /** Makes a change that takes long on a connection where nothing quick is asked. In a wrong state libvirt refuses it. */
    private void runSlowly(Lane lane, Change change) {
        lane.change(change.what(), session -> {
            Optional<DomainPointer> domain = new DomainHandles(session).ours(change.ref());
            requireThere(domain.isPresent(), change);
            domain.ifPresent(present -> act(session, present, change));
            return change;
        });
    }

    private void requireThere(boolean isThere, Change change) {
        if (!isThere && !maybeGone(change)) {
            throw LibvirtDomains.absent(change.ref());
        }
    }

    /** Returns the domain, where it is ours and not yet in a state that the change leads to. */
    private Optional<DomainPointer> wanted(Session session, Change change) {
        DomainHandles domains = new DomainHandles(session);
        Optional<DomainPointer> domain = domains.ours(change.ref());
        Optional<DomainState> state = domain.flatMap(domains::stateIfThere);
        requireThere(state.isPresent(), change);
        return state.flatMap(now -> {
            if (!change.reached().contains(now) && !change.allowed().contains(now)) {
                throw change.wrongState(now);
            }
            return domain.filter(present -> !change.reached().contains(now));
        });
    }

    /** An ephemeral domain that is off is gone. */
    private boolean maybeGone(Change change) {
        return ephemeral && change.leadsToOff();
    }

    private void act(Session session, DomainPointer domain, Change change) {
        if (change.call().applyAsInt(session.api(), domain) >= 0) {
            return;
        }
        LibvirtFault fault = session.fault();
        if (fault.number() == ErrorNumber.NO_DOMAIN && maybeGone(change)) {
            return;
        }
        // It may have got there by itself meanwhile; one whose power is off is called shutting down for a while.
        if (change.leadsToOff() && session.check(session.api().virDomainIsActive(domain)) == 0) {
            return;
        }
        DomainState now = new DomainHandles(session).state(domain);
        if (!change.reached().contains(now)) {
            throw change.allowed().contains(now) ? fault : change.wrongState(now);
        }
    }
}
