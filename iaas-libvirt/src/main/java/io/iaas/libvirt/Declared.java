package io.iaas.libvirt;

import io.iaas.host.HostId;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.UnsupportedCapabilityException;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the driver declares that it can do on a host, which follows from what the host runs.
 *
 * @param host the host's name
 * @param capabilities what is declared
 */
record Declared(HostId host, Set<Capability> capabilities) {
    static Declared of(HostId host, ConnectionUri uri, FenceSetting fence, boolean ephemeral) {
        EnumSet<Capability> all = EnumSet.allOf(Capability.class);
        if (!ephemeral) {
            all.remove(Capability.EPHEMERAL);
        }
        if (fence != FenceSetting.REQUIRED) {
            all.remove(Capability.FENCE);
        }
        // A forward is at the loopback address of the host, which must be this machine.
        if (uri.driver() != ConnectionUri.Driver.QEMU_SESSION || !uri.isLocal()) {
            all.remove(Capability.PORT_FORWARDING);
        }
        switch (uri.driver()) {
            case QEMU_SYSTEM -> {
                // Everything else.
            }
            case QEMU_SESSION -> all.removeAll(Set.of(Capability.ADDRESSES, Capability.FENCE));
            // It keeps descriptions and states; nothing runs, and no byte is kept.
            case TEST ->
                all.removeAll(Set.of(
                        Capability.VOLUME_CONTENT,
                        Capability.ADDRESSES,
                        Capability.CONSOLE_LOG,
                        Capability.SERIAL_CONSOLE,
                        Capability.METRICS,
                        Capability.GUEST_AGENT,
                        Capability.CHECKPOINTS,
                        // Its guests' screens all show one picture, and its definitions are nobody's.
                        Capability.EVIDENCE,
                        Capability.FENCE));
        }
        return new Declared(host, Set.copyOf(all));
    }

    /** Throws when a capability is not declared. */
    void require(Capability capability) {
        if (!capabilities.contains(capability)) {
            throw new UnsupportedCapabilityException(host, capability);
        }
    }
}
