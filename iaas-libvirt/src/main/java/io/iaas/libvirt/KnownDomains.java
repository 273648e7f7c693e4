package io.iaas.libvirt;

import com.sun.jna.Pointer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.libvirt.jna.DomainPointer;

/**
 * The domains whose handles a connection holds. libvirt tells the states of some domains by one call, but only to those
 * who hold their handles, and to get one takes a call. Safe for use by many threads.
 */
final class KnownDomains {
    private final NativeLibvirt api;
    private final Map<UUID, DomainPointer> handles = new HashMap<>();

    KnownDomains(NativeLibvirt api) {
        this.api = api;
    }

    synchronized int size() {
        return handles.size();
    }

    /** Returns how many of the domains are known. */
    synchronized int count(Collection<UUID> domains) {
        int count = 0;
        for (UUID domain : domains) {
            count += handles.containsKey(domain) ? 1 : 0;
        }
        return count;
    }

    /** Returns the handle of a domain, which the session owns, too; empty when there is none. */
    synchronized Optional<DomainPointer> find(UUID domain, Session session) {
        return Optional.ofNullable(handles.get(domain)).map(handle -> {
            api.virDomainRef(handle);
            return session.own(handle, api::virDomainFree);
        });
    }

    /** Keeps a handle that somebody else frees. */
    synchronized void keep(UUID domain, DomainPointer handle) {
        if (!handles.containsKey(domain)) {
            Pointer same = handle.getPointer();
            api.virDomainRef(handle);
            handles.put(domain, new DomainPointer(same));
        }
    }

    /** Lets go of the handles of domains that are gone. */
    synchronized void forget(Collection<UUID> gone) {
        gone.forEach(domain -> Optional.ofNullable(handles.remove(domain)).ifPresent(api::virDomainFree));
    }

    /** Lets go of all handles but those of these domains. */
    synchronized void forgetAllBut(Set<UUID> there) {
        forget(handles.keySet().stream()
                .filter(domain -> !there.contains(domain))
                .toList());
    }
}
