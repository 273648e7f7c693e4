package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Domains;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.ObservedDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.DomainPointer;

/** Domains of a libvirt host. */
final class LibvirtDomains implements Domains {
    private static final int METADATA_TITLE = 1;
    private static final int LIVE = 1;
    private static final int CONFIG = 2;

    private final Lanes lanes;
    private final DomainPlanner planner;
    private final Undefinition undefinition;
    private final boolean ephemeral;

    LibvirtDomains(Lanes lanes, DomainPlanner planner, Undefinition undefinition, boolean ephemeral) {
        this.lanes = lanes;
        this.planner = planner;
        this.undefinition = undefinition;
        this.ephemeral = ephemeral;
    }

    @Override
    public void define(DomainSpec spec) {
        planner.check(spec);
        Virtualization virtualization = planner.virtualization();
        lanes.operations().change("define " + spec.ref(), session -> {
            // Where none has the UUID, libvirt refuses a name that is taken.
            if (new DomainHandles(session).byUuid(spec.ref().vmId().value()).isPresent()) {
                refuseForeign(session, spec.ref());
                if (ephemeral) {
                    refuseRunning(session, spec.ref());
                }
            }
            String xml = DomainXml.write(planner.plan(session, spec, virtualization));
            try {
                session.own(session.api().virDomainDefineXML(session.connection(), xml), session.api()::virDomainFree);
            } catch (LibvirtFault fault) {
                refuseForeign(session, spec.ref());
                throw fault;
            }
            return true;
        });
    }

    /** libvirt overwrites a domain that has both name and UUID without a word. */
    private static void refuseForeign(Session session, DomainRef ref) {
        DomainHandles domains = new DomainHandles(session);
        // Where none has the UUID, none has the name either, or it would have been found by that.
        domains.ours(ref)
                .flatMap(ours -> domains.byName(ref.name()))
                .filter(named -> !domains.uuid(named).equals(ref.vmId().value()))
                .ifPresent(named -> {
                    throw HypervisorException.foreign(ref.toString());
                });
    }

    /** A definition would outlive the guest. */
    private static void refuseRunning(Session session, DomainRef ref) {
        DomainHandles domains = new DomainHandles(session);
        domains.ours(ref)
                .flatMap(domains::stateIfThere)
                .filter(state -> !isOff(state))
                .ifPresent(state -> {
                    throw new HypervisorException(
                            ErrorCode.WRONG_STATE, "cannot define " + ref + ": it is " + state, "");
                });
    }

    private static boolean isOff(DomainState state) {
        return state == DomainState.OFF || state == DomainState.CRASHED;
    }

    @Override
    public void undefine(DomainRef ref) {
        lanes.operations().change("undefine " + ref, session -> {
            DomainHandles domains = new DomainHandles(session);
            Optional<DomainPointer> domain = domains.ours(ref);
            if (domain.isEmpty()) {
                return false;
            }
            DomainState state = domains.state(domain.get());
            // libvirt would let it run on without a definition.
            if (!isOff(state)) {
                throw new HypervisorException(ErrorCode.WRONG_STATE, "cannot undefine " + ref + ": it is " + state, "");
            }
            undefinition.run(session, domain.get());
            return true;
        });
    }

    @Override
    public Optional<ObservedDomain> find(DomainRef ref) {
        return lanes.operations().read("find " + ref, session -> {
            DomainHandles domains = new DomainHandles(session);
            return domains.either(ref).flatMap(domain -> DomainHandles.ifThere(() -> domains.observe(domain)));
        });
    }

    @Override
    public List<ObservedDomain> inventory() {
        return lanes.statistics().read("list domains", session -> {
            DomainHandles domains = new DomainHandles(session);
            List<ObservedDomain> found = new ArrayList<>();
            new DomainStates(session)
                    .forEach((domain, seen) -> DomainHandles.ifThere(() -> domains.observe(domain, seen))
                            .ifPresent(found::add));
            return found;
        });
    }

    @Override
    public Map<UUID, DomainState> states() {
        return lanes.statistics().read("list states of domains", session -> {
            DomainHandles domains = new DomainHandles(session);
            Map<UUID, DomainState> states = new HashMap<>();
            new DomainStates(session).forEach((domain, seen) -> states.put(domains.uuid(domain), seen.state()));
            return states;
        });
    }

    @Override
    public Map<UUID, DomainState> states(Set<UUID> domains) {
        return domains.isEmpty()
                ? Map.of()
                : lanes.statistics().read("list states of domains", session -> new DomainStates(session).of(domains));
    }

    @Override
    public void setTitle(DomainRef ref, String title) {
        lanes.operations().change("change the title of " + ref, session -> {
            DomainHandles domains = new DomainHandles(session);
            DomainPointer domain = domains.ours(ref).orElseThrow(() -> absent(ref));
            int where = (isOff(domains.state(domain)) ? 0 : LIVE) | (domains.isPersistent(domain) ? CONFIG : 0);
            @Nullable String text = title.isEmpty() ? null : title;
            return session.check(session.api().virDomainSetMetadata(domain, METADATA_TITLE, text, null, null, where));
        });
    }

    static HypervisorException absent(DomainRef ref) {
        return new HypervisorException(ErrorCode.NOT_FOUND, ref + " does not exist", "");
    }
}
