package io.iaas.libvirt;

import com.sun.jna.ptr.PointerByReference;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.libvirt.jna.NetworkPointer;

/** The network that domains are on: one of the driver's own, somebody else's, or none but QEMU's user mode. */
final class HostNetwork {
    /** How many subnets are tried that the host refuses. */
    private static final int TRIES = 16;

    private final String name;
    private final boolean ours;
    private final boolean userMode;
    private final boolean local;
    private final UUID ownUuid;

    HostNetwork(Settings settings) {
        this.name = settings.network();
        this.ours = settings.networkIsOurs();
        this.userMode = settings.uri().driver() == ConnectionUri.Driver.QEMU_SESSION;
        this.local = settings.uri().isLocal();
        this.ownUuid = OwnUuid.of("network", name);
    }

    String name() {
        return name;
    }

    boolean isUserMode() {
        return userMode;
    }

    /** Returns whether the driver makes the network when there is none. */
    boolean isMadeHere() {
        return ours;
    }

    Optional<NetworkPointer> find(Session session) {
        return session.find(
                session.api().virNetworkLookupByName(session.connection(), name),
                session.api()::virNetworkFree,
                ErrorNumber.NO_NETWORK);
    }

    boolean isOurs(Session session, NetworkPointer network) {
        byte[] uuid = new byte[UuidBytes.LENGTH];
        session.check(session.api().virNetworkGetUUID(network, uuid));
        return UuidBytes.read(uuid).equals(ownUuid);
    }

    boolean isActive(Session session, NetworkPointer network) {
        return session.check(session.api().virNetworkIsActive(network)) == 1;
    }

    /** Makes and starts the network where it is not; one that somebody else made is never changed. */
    void ready(Session session) {
        if (userMode) {
            return;
        }
        Optional<NetworkPointer> found = find(session);
        if (found.isEmpty()) {
            if (!ours) {
                throw refused("does not exist");
            }
            create(session);
        } else if (!isActive(session, found.get())) {
            if (!isOurs(session, found.get())) {
                throw refused("is not started");
            }
            start(session, found.get());
        }
    }

    private HypervisorException refused(String why) {
        return new HypervisorException(ErrorCode.HYPERVISOR_REFUSED, "network '" + name + "' " + why, "");
    }

    private void create(Session session) {
        Subnets subnets = Subnets.taken(descriptions(session), local);
        List<String> free = subnets.free(TRIES);
        for (int i = 0; i < free.size(); i++) {
            String xml = NetworkXml.write(name, ownUuid, free.get(i));
            NetworkPointer network = session.own(
                    session.api().virNetworkDefineXML(session.connection(), xml), session.api()::virNetworkFree);
            try {
                start(session, network);
                return;
            } catch (LibvirtFault fault) {
                session.check(session.api().virNetworkUndefine(network));
                boolean another = fault.text().contains("already in use") && i < free.size() - 1;
                if (!another) {
                    throw fault;
                }
            }
        }
        throw refused("cannot be made: every subnet that was tried is in use");
    }

    private void start(Session session, NetworkPointer network) {
        if (session.api().virNetworkCreate(network) < 0) {
            LibvirtFault fault = session.fault();
            if (!isActive(session, network)) {
                throw fault;
            }
        }
        session.check(session.api().virNetworkSetAutostart(network, 1));
    }

    private static List<String> descriptions(Session session) {
        PointerByReference array = new PointerByReference();
        int count = session.check(session.api().virConnectListAllNetworks(session.connection(), array, 0));
        return session.ownAll(array.getValue(), count, NetworkPointer::new, session.api()::virNetworkFree).stream()
                .flatMap(network -> description(session, network).stream())
                .toList();
    }

    /** Whoever else uses the host may remove a network that was listed just now. */
    private static Optional<String> description(Session session, NetworkPointer network) {
        try {
            return Optional.of(session.text(session.api().virNetworkGetXMLDesc(network, 0)));
        } catch (LibvirtFault fault) {
            if (fault.number() == ErrorNumber.NO_NETWORK) {
                return Optional.empty();
            }
            throw fault;
        }
    }
}
