package io.iaas.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.libvirt.jna.NetworkFilterPointer;
import org.libvirt.jna.NetworkPointer;
import org.libvirt.jna.StoragePoolPointer;

/** Removes the pool, the network and its filter where they are the driver's own and nothing is in or on them. */
final class Release {
    private final Lanes lanes;
    private final Pool pool;
    private final HostNetwork network;
    private final Fence fence;

    Release(Lanes lanes, Pool pool, HostNetwork network, Fence fence) {
        this.lanes = lanes;
        this.pool = pool;
        this.network = network;
        this.fence = fence;
    }

    List<String> run() {
        List<String> removed = new ArrayList<>();
        if (lanes.operations().change("release storage pool " + pool.name(), this::releasePool)) {
            removed.add("storage pool '" + pool.name() + "'");
        }
        boolean hasNetwork = !network.isUserMode();
        if (hasNetwork && lanes.operations().change("release network " + network.name(), this::releaseNetwork)) {
            removed.add("network '" + network.name() + "'");
        }
        if (hasNetwork && lanes.operations().change("release network filter " + fence.name(), this::releaseFence)) {
            removed.add("network filter '" + fence.name() + "'");
        }
        return removed;
    }

    private boolean releasePool(Session session) {
        NativeLibvirt api = session.api();
        Optional<StoragePoolPointer> found = pool.find(session).filter(candidate -> pool.isOurs(session, candidate));
        if (found.isEmpty()) {
            return false;
        }
        StoragePoolPointer ours = found.get();
        if (pool.isActive(session, ours)) {
            // What was put into the directory beside libvirt counts too.
            if (!pool.refresh(session, ours) || !pool.volumes(session, ours).isEmpty()) {
                return false;
            }
            session.check(api.virStoragePoolDestroy(ours));
        }
        // Removes the directory, where it is empty; a file that the pool does not count keeps it.
        api.virStoragePoolDelete(ours, 0);
        api.virResetLastError();
        session.check(api.virStoragePoolUndefine(ours));
        return true;
    }

    private boolean releaseNetwork(Session session) {
        NativeLibvirt api = session.api();
        Optional<NetworkPointer> found = network.find(session).filter(candidate -> network.isOurs(session, candidate));
        if (found.isEmpty() || isUsed(session, "source", "network", network.name())) {
            return false;
        }
        if (network.isActive(session, found.get())) {
            session.check(api.virNetworkDestroy(found.get()));
        }
        session.check(api.virNetworkUndefine(found.get()));
        return true;
    }

    private boolean releaseFence(Session session) {
        Optional<NetworkFilterPointer> found = fence.findOwn(session);
        if (found.isEmpty() || isUsed(session, "filterref", "filter", fence.name())) {
            return false;
        }
        session.check(session.api().virNWFilterUndefine(found.get()));
        return true;
    }

    /** Returns whether an interface names it. Also a domain that is off counts: it could not start any more. */
    private static boolean isUsed(Session session, String element, String attribute, String name) {
        String place = "domain/devices/interface/" + element;
        AtomicBoolean used = new AtomicBoolean();
        new DomainStates(session)
                .forEach((domain, state) -> DomainHandles.ifThere(
                                () -> session.text(session.api().virDomainGetXMLDesc(domain, 0)))
                        .filter(xml ->
                                XmlReading.attributes(xml, place, attribute).contains(name))
                        .ifPresent(xml -> used.set(true)));
        return used.get();
    }
}
