package io.iaas.libvirt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.UUID;

/**
 * What is asked once for each domain of a host, bound without the proxy that all other calls go through, which takes
 * many times as long as such a call. {@link LibvirtRuntime} must have loaded the library.
 */
final class DirectCalls {
    static {
        Native.register(DirectCalls.class, LibvirtRuntime.NAME);
    }

    private DirectCalls() {}

    /** Returns the UUID of a domain whose handle is valid, which needs no call to the daemon. */
    static UUID uuid(Pointer domain) {
        byte[] bytes = new byte[UuidBytes.LENGTH];
        if (virDomainGetUUID(domain, bytes) < 0) {
            throw new IllegalArgumentException("this is no handle of a domain");
        }
        return UuidBytes.read(bytes);
    }

    private static native int virDomainGetUUID(Pointer domain, byte[] uuid);
}
