package io.iaas.libvirt;

import org.libvirt.jna.DomainPointer;

/**
 * Takes a domain's definition away, with everything that libvirt keeps beside it: one that is off is gone then, one that
 * runs goes when it ends.
 *
 * @param flags what goes with it
 */
record Undefinition(int flags) {
    private static final int MANAGED_SAVE = 1;
    private static final int SNAPSHOTS = 1 << 1;
    private static final int NVRAM = 1 << 2;
    private static final int CHECKPOINTS = 1 << 4;

    static Undefinition of(ConnectionUri.Driver driver) {
        return new Undefinition(
                driver == ConnectionUri.Driver.TEST
                        ? MANAGED_SAVE | SNAPSHOTS
                        : MANAGED_SAVE | SNAPSHOTS | NVRAM | CHECKPOINTS);
    }

    void run(Session session, DomainPointer domain) {
        session.check(session.api().virDomainUndefineFlags(domain, flags));
    }
}
