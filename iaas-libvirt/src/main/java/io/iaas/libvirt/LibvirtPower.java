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

    @Override
    public void start(DomainRef ref) {
        if (!ephemeral) {
            changeSlowly(lanes.power(), "start", ref, RUNS, (api, domain) -> api.virDomainCreateWithFlags(domain, 0));
            return;
        }
        changeSlowly(
                lanes.guests(), "start", ref, RUNS, (api, domain) -> api.virDomainCreateWithFlags(domain, AUTODESTROY));
        lanes.operations().change("start " + ref, session -> {
            DomainHandles domains = new DomainHandles(session);
            // An earlier try may have been cut off between the two.
            domains.ours(ref)
                    .filter(domains::isPersistent)
                    .ifPresent(persistent -> undefinition.run(session, persistent));
            return ref;
        });
    }

    @Override
    public void requestShutdown(DomainRef ref) {
        change("shut down", ref, OFF, RUNS_OR_ENDS, (api, domain) -> api.virDomainShutdownFlags(domain, button));
    }

    @Override
    public void powerOff(DomainRef ref) {
        changeSlowly(lanes.power(), "power off", ref, OFF, (api, domain) -> api.virDomainDestroyFlags(domain, 0));
    }

    @Override
    public void requestReboot(DomainRef ref) {
        change("reboot", ref, NONE, RUNS, (api, domain) -> api.virDomainReboot(domain, button));
    }

    @Override
    public void reset(DomainRef ref) {
        change("reset", ref, NONE, RUNS_OR_ENDS, (api, domain) -> api.virDomainReset(domain, 0));
    }

    @Override
    public void pause(DomainRef ref) {
        change("pause", ref, PAUSED, RUNS, NativeLibvirt::virDomainSuspend);
    }

    @Override
    public void resume(DomainRef ref) {
        change("resume", ref, RUNS, PAUSED, NativeLibvirt::virDomainResume);
    }

    /**
     * Changes a domain of ours.
     *
     * @param reached the states that the change leads to, in which nothing is to be done
     * @param allowed the states in which it can be made
     */
    private void change(
            String verb,
            DomainRef ref,
            Set<DomainState> reached,
            Set<DomainState> allowed,
            ToIntBiFunction<NativeLibvirt, DomainPointer> act) {
        lanes.operations().change(verb + " " + ref, session -> {
            wanted(session, verb, ref, reached, allowed).ifPresent(domain -> act(session, domain, reached, act));
            return ref;
        });
    }

    /**
     * Makes a change that takes long, and that libvirt refuses in a wrong state, on a connection where nothing quick is
     * asked.
     */
    private void changeSlowly(
            Lane lane,
            String verb,
            DomainRef ref,
            Set<DomainState> reached,
            ToIntBiFunction<NativeLibvirt, DomainPointer> act) {
        String what = verb + " " + ref;
        boolean isOurs = lanes.operations()
                .read(what, session -> new DomainHandles(session).ours(ref).isPresent());
        if (isOurs) {
            lane.change(what, session -> {
                Optional<DomainPointer> domain =
                        new DomainHandles(session).byUuid(ref.vmId().value());
                requireThere(domain.isPresent(), ref, reached);
                domain.ifPresent(present -> act(session, present, reached, act));
                return ref;
            });
        }
        requireThere(isOurs, ref, reached);
    }

    private void requireThere(boolean isThere, DomainRef ref, Set<DomainState> reached) {
        if (!isThere && !maybeGone(reached)) {
            throw LibvirtDomains.absent(ref);
        }
    }

    /** Returns the domain, where it is ours and not yet in a state that the change leads to. */
    private Optional<DomainPointer> wanted(
            Session session, String verb, DomainRef ref, Set<DomainState> reached, Set<DomainState> allowed) {
        DomainHandles domains = new DomainHandles(session);
        Optional<DomainPointer> domain = domains.ours(ref);
        Optional<DomainState> state = domain.flatMap(domains::stateIfThere);
        if (state.isEmpty() && maybeGone(reached)) {
            return Optional.empty();
        }
        DomainState now = state.orElseThrow(() -> LibvirtDomains.absent(ref));
        if (!reached.contains(now) && !allowed.contains(now)) {
            throw new HypervisorException(ErrorCode.WRONG_STATE, "cannot " + verb + " " + ref + ": it is " + now, "");
        }
        return domain.filter(present -> !reached.contains(now));
    }

    /** An ephemeral domain that is off is gone. */
    private boolean maybeGone(Set<DomainState> reached) {
        return ephemeral && reached == OFF;
    }

    private void act(
            Session session,
            DomainPointer domain,
            Set<DomainState> reached,
            ToIntBiFunction<NativeLibvirt, DomainPointer> act) {
        if (act.applyAsInt(session.api(), domain) >= 0) {
            return;
        }
        LibvirtFault fault = session.fault();
        if (fault.number() == ErrorNumber.NO_DOMAIN && maybeGone(reached)) {
            return;
        }
        // It may have got there by itself meanwhile; one whose power is off is called shutting down for a while.
        boolean off = reached == OFF && session.check(session.api().virDomainIsActive(domain)) == 0;
        if (!off && !reached.contains(new DomainHandles(session).state(domain))) {
            throw fault;
        }
    }
}
