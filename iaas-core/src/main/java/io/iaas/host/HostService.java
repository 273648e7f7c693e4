package io.iaas.host;

import java.util.List;

/** The hosts that the host application registered. Safe for use by many threads. */
public interface HostService {
    /**
     * Asks every host to describe itself. A host that does not answer is listed as down, with the reason; this never
     * throws for a host's sake.
     */
    List<Host> list();

    /**
     * Asks one host to describe itself.
     *
     * @throws io.iaas.error.NotFoundException when no host of this name is registered
     */
    Host get(HostId id);
}
