package io.iaas.libvirt;

import io.iaas.host.Finding;
import java.util.List;
import java.util.Optional;

/** Looks at the network. */
final class NetworkCheck {
    private final Settings settings;
    private final Lanes lanes;
    private final HostNetwork network;

    NetworkCheck(Settings settings, Lanes lanes, HostNetwork network) {
        this.settings = settings;
        this.lanes = lanes;
        this.network = network;
    }

    /** What the network is now. */
    private record Seen(boolean active, boolean ours) {}

    List<Finding> findings() {
        if (network.isUserMode()) {
            return List.of(
                    Finding.ok(
                            "network of host " + settings.hostId(),
                            "Guests use QEMU's user mode: they reach the world, and are reached by forwards from the loopback address alone."));
        }
        Optional<Seen> seen = lanes.statistics()
                .read(
                        "look at the network",
                        session -> network.find(session)
                                .map(found ->
                                        new Seen(network.isActive(session, found), network.isOurs(session, found))));
        return List.of(finding("network '" + network.name() + "' of host " + settings.hostId(), seen));
    }

    private Finding finding(String subject, Optional<Seen> seen) {
        if (seen.isPresent() && seen.get().active()) {
            return Finding.ok(subject, "It is up.");
        }
        boolean madeHere = seen.map(Seen::ours).orElse(network.isMadeHere());
        if (!madeHere) {
            return seen.isPresent()
                    ? Finding.error(subject, "It is down, and not ours to start.", "virsh net-start " + network.name())
                    : Finding.error(
                            subject,
                            "There is none of this name.",
                            "Make it by virsh net-define and net-start, or have the driver make one of its own.");
        }
        boolean needsDnsmasq = settings.uri().isLocal() && settings.uri().driver() == ConnectionUri.Driver.QEMU_SYSTEM;
        if (needsDnsmasq && !HostPrograms.isInstalled("dnsmasq")) {
            return Finding.error(
                    subject,
                    "It is down and cannot be started: dnsmasq, which gives guests their addresses, is not installed.",
                    "Install it, as root: apt-get install dnsmasq-base.");
        }
        return Finding.ok(subject, "It will be started when first needed.");
    }
}
