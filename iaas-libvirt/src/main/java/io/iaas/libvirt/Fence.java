package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.NetworkFilterPointer;

/**
 * The network filter that keeps guests to their own addresses. Every installation that uses a network shares the
 * network's filter, which the driver knows by a derived UUID.
 */
final class Fence {
    private final FenceSetting setting;
    private final boolean inUse;
    private final String name;
    private final UUID ownUuid;
    private final AtomicBoolean current = new AtomicBoolean();

    Fence(Settings settings) {
        this.setting = settings.fence();
        this.inUse = setting != FenceSetting.OFF && settings.uri().driver() == ConnectionUri.Driver.QEMU_SYSTEM;
        this.name = "iaas-fence-" + settings.network();
        this.ownUuid = OwnUuid.of("network filter", name);
    }

    String name() {
        return name;
    }

    FenceSetting setting() {
        return setting;
    }

    /** Returns whether guests are to be fenced, as far as their host can. */
    boolean isInUse() {
        return inUse;
    }

    /**
     * Returns the filter's name, with the filter there; empty where guests are not fenced. A filter that an earlier
     * version of the library left is brought up to date at the first use: its running guests are fenced anew.
     */
    Optional<String> ready(Session session) {
        if (!inUse) {
            return Optional.empty();
        }
        try {
            boolean there = find(session).map(found -> ours(session, found)).isPresent();
            if (!there || !current.get()) {
                define(session);
                current.set(true);
            }
            return Optional.of(name);
        } catch (LibvirtFault fault) {
            if (!isMissing(fault)) {
                throw fault;
            }
            if (setting == FenceSetting.WHERE_POSSIBLE) {
                return Optional.empty();
            }
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_REFUSED,
                    "the host cannot fence guests: its libvirt has no network filters",
                    fault.forOperators(),
                    fault);
        }
    }

    Optional<NetworkFilterPointer> find(Session session) {
        return session.find(
                session.api().virNWFilterLookupByName(session.connection(), name),
                session.api()::virNWFilterFree,
                ErrorNumber.NO_NWFILTER);
    }

    boolean isOurs(Session session, NetworkFilterPointer filter) {
        byte[] uuid = new byte[UuidBytes.LENGTH];
        session.check(session.api().virNWFilterGetUUID(filter, uuid));
        return UuidBytes.read(uuid).equals(ownUuid);
    }

    /** Returns the filter where it is there and ours, whatever the setting is now. */
    Optional<NetworkFilterPointer> findOwn(Session session) {
        try {
            return find(session).filter(found -> isOurs(session, found));
        } catch (LibvirtFault fault) {
            if (isMissing(fault)) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    /** Returns whether a call failed because the host's libvirt has no network filters. */
    static boolean isMissing(LibvirtFault fault) {
        // Where libvirt is a daemon for each purpose, the one for filters may not be installed.
        return fault.number() == ErrorNumber.NO_SUPPORT || fault.text().contains("virtnwfilterd-sock");
    }

    /** Nobody knows what a filter of somebody else lets pass. */
    private NetworkFilterPointer ours(Session session, NetworkFilterPointer found) {
        if (!isOurs(session, found)) {
            throw HypervisorException.foreign("network filter '" + name + "'");
        }
        return found;
    }

    private void define(Session session) {
        @Nullable
        NetworkFilterPointer made =
                session.api().virNWFilterDefineXML(session.connection(), FenceXml.write(name, ownUuid));
        session.own(made, session.api()::virNWFilterFree);
    }
}
