package io.iaas.libvirt;

import java.time.Duration;
import org.libvirt.jna.ConnectionPointer;

/**
 * Opens connections.
 *
 * @param uri where to
 * @param keepAliveInterval how often a silent daemon is asked for a sign of life
 * @param keepAliveCount how many missed signs make it a dead one
 */
record LinkOpener(ConnectionUri uri, Duration keepAliveInterval, int keepAliveCount) {
    /** Blocks for as long as the peer likes. */
    Link open() {
        NativeLibvirt api = LibvirtRuntime.api();
        ConnectionPointer pointer = api.virConnectOpen(uri.forLibvirt());
        if (pointer == null) {
            try (Session none = new Session(api, new ConnectionPointer(), new KnownDomains(api), new KnownPool(api))) {
                throw ErrorTranslation.notConnected(uri.toString(), none.fault());
            }
        }
        // Fails only where there is no transport that could hang: the drivers that run in this process.
        api.virConnectSetKeepAlive(pointer, (int) keepAliveInterval.toSeconds(), keepAliveCount);
        api.virResetLastError();
        return new Link(api, pointer);
    }
}
