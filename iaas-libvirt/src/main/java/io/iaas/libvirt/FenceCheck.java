package io.iaas.libvirt;

import io.iaas.host.Finding;
import java.util.List;
import java.util.stream.Stream;

/** Looks at whether guests can be kept to addresses of their own. */
final class FenceCheck {
    private static final String INSTALL = "Install libvirt's driver for network filters on the host"
            + " (libvirt-daemon-driver-nwfilter where libvirt is split), or let guests be unfenced: the builder's"
            + " fence(...).";

    private final Settings settings;
    private final Lanes lanes;
    private final Fence fence;

    FenceCheck(Settings settings, Lanes lanes, Fence fence) {
        this.settings = settings;
        this.lanes = lanes;
        this.fence = fence;
    }

    /** What there is of the filter now. */
    private enum Seen {
        NONE,
        OURS,
        FOREIGN,
        UNSUPPORTED
    }

    List<Finding> findings() {
        String subject = "fence of host " + settings.hostId();
        if (settings.uri().driver() != ConnectionUri.Driver.QEMU_SYSTEM) {
            return List.of();
        }
        if (!fence.isInUse()) {
            return List.of(Finding.ok(subject, "Guests may use each other's addresses, as it is set."));
        }
        return List.of(
                switch (lanes.statistics().read("look at the network filter", this::look)) {
                    case NONE, OURS -> programs(subject);
                    case FOREIGN ->
                        Finding.error(
                                subject,
                                "A network filter '" + fence.name() + "' exists that is not ours.",
                                "Remove it: virsh nwfilter-undefine " + fence.name());
                    case UNSUPPORTED ->
                        fence.setting() == FenceSetting.REQUIRED
                                ? Finding.error(
                                        subject, "Its libvirt has no network filters: no guest starts.", INSTALL)
                                : Finding.warning(
                                        subject,
                                        "Its libvirt has no network filters: guests may use each other's addresses.",
                                        INSTALL);
                });
    }

    private Seen look(Session session) {
        try {
            return fence.find(session)
                    .map(found -> fence.isOurs(session, found) ? Seen.OURS : Seen.FOREIGN)
                    .orElse(Seen.NONE);
        } catch (LibvirtFault fault) {
            if (Fence.isMissing(fault)) {
                return Seen.UNSUPPORTED;
            }
            throw fault;
        }
    }

    /** libvirt runs these programs at the start of each guest. */
    private Finding programs(String subject) {
        List<String> missing = Stream.of("ebtables", "iptables", "ip6tables")
                .filter(program -> settings.uri().isLocal() && !HostPrograms.isInstalled(program))
                .toList();
        return missing.isEmpty()
                ? Finding.ok(subject, "Guests are kept to addresses of their own.")
                : Finding.error(
                        subject,
                        "No guest can be fenced, so none starts: not installed are " + String.join(", ", missing) + ".",
                        "Install them, as root: apt-get install iptables (and ebtables where it is a package).");
    }
}
