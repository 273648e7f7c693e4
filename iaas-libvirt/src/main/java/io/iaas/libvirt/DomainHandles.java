package io.iaas.libvirt;

import com.sun.jna.ptr.IntByReference;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.hypervisor.OwnerTag;
import io.iaas.spi.hypervisor.StateReason;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.libvirt.jna.CString;
import org.libvirt.jna.DomainPointer;

/** Finds domains within a session, and tells of them. */
final class DomainHandles {
    private static final int METADATA_ELEMENT = 2;

    private final Session session;
    private final NativeLibvirt api;

    DomainHandles(Session session) {
        this.session = session;
        this.api = session.api();
    }

    Optional<DomainPointer> byUuid(UUID uuid) {
        return session.find(
                api.virDomainLookupByUUID(session.connection(), UuidBytes.of(uuid)),
                api::virDomainFree,
                ErrorNumber.NO_DOMAIN);
    }

    Optional<DomainPointer> byName(String name) {
        return session.find(
                api.virDomainLookupByName(session.connection(), name), api::virDomainFree, ErrorNumber.NO_DOMAIN);
    }

    /** Returns the domain that has the UUID, or else the name. */
    Optional<DomainPointer> either(DomainRef ref) {
        return byUuid(ref.vmId().value()).or(() -> byName(ref.name()));
    }

    /**
     * Returns the domain that is meant, when it is ours.
     *
     * @throws HypervisorException FOREIGN_RESOURCE when its UUID or its name belong to a domain that is not ours
     */
    Optional<DomainPointer> ours(DomainRef ref) {
        Optional<DomainPointer> found = either(ref);
        Optional<ObservedDomain> seen = found.flatMap(domain -> ifThere(() -> identify(domain)));
        if (seen.filter(domain -> !domain.is(ref)).isPresent()) {
            throw HypervisorException.foreign(ref.toString());
        }
        return seen.isPresent() ? found : Optional.empty();
    }

    /** Tells of a domain everything but its state and the reason, which is one call less. */
    private ObservedDomain identify(DomainPointer domain) {
        return new ObservedDomain(uuid(domain), name(domain), DomainState.OFF, StateReason.UNKNOWN, owner(domain));
    }

    ObservedDomain observe(DomainPointer domain) {
        return observe(domain, seen(domain));
    }

    ObservedDomain observe(DomainPointer domain, SeenState seen) {
        return new ObservedDomain(uuid(domain), name(domain), seen.state(), seen.reason(), owner(domain));
    }

    UUID uuid(DomainPointer domain) {
        return DirectCalls.uuid(domain.getPointer());
    }

    DomainState state(DomainPointer domain) {
        return seen(domain).state();
    }

    private SeenState seen(DomainPointer domain) {
        IntByReference state = new IntByReference();
        IntByReference reason = new IntByReference();
        session.check(api.virDomainGetState(domain, state, reason, 0));
        return StateNumber.seen(state.getValue(), reason.getValue());
    }

    /** Returns the state of a domain that may go meanwhile. */
    Optional<DomainState> stateIfThere(DomainPointer domain) {
        return ifThere(() -> state(domain));
    }

    /** Returns what a look at a domain gives; empty when it went between two looks. */
    static <T> Optional<T> ifThere(Supplier<T> look) {
        try {
            return Optional.of(look.get());
        } catch (LibvirtFault fault) {
            if (fault.number() == ErrorNumber.NO_DOMAIN) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    /** Returns whether the domain stays when it is off. */
    boolean isPersistent(DomainPointer domain) {
        return session.check(api.virDomainIsPersistent(domain)) == 1;
    }

    private String name(DomainPointer domain) {
        return session.present(api.virDomainGetName(domain));
    }

    private Optional<OwnerTag> owner(DomainPointer domain) {
        CString metadata = api.virDomainGetMetadata(domain, METADATA_ELEMENT, OwnerMetadata.NAMESPACE, 0);
        if (metadata == null && api.virGetLastErrorCode() == ErrorNumber.NO_DOMAIN_METADATA) {
            api.virResetLastError();
            return Optional.empty();
        }
        return OwnerMetadata.read(session.text(metadata));
    }
}
