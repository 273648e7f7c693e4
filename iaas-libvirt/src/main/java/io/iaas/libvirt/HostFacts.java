package io.iaas.libvirt;

import com.sun.jna.ptr.LongByReference;
import java.util.Locale;
import org.libvirt.jna.virNodeInfo;

/**
 * What libvirt says about a host.
 *
 * @param uuid the host's UUID; empty where it has none
 * @param product what runs guests, such as {@code "QEMU"}
 * @param hypervisorVersion its version, such as {@code "7.2.0"}
 * @param libvirtVersion libvirt's version there
 * @param cpus logical processors
 * @param memoryMib memory in MiB
 */
record HostFacts(
        String uuid, String product, String hypervisorVersion, String libvirtVersion, int cpus, long memoryMib) {
    static HostFacts ask(Session session) {
        NativeLibvirt api = session.api();
        virNodeInfo node = new virNodeInfo();
        session.check(api.virNodeGetInfo(session.connection(), node));
        LongByReference hypervisor = new LongByReference();
        LongByReference libvirt = new LongByReference();
        session.check(api.virConnectGetVersion(session.connection(), hypervisor));
        session.check(api.virConnectGetLibVersion(session.connection(), libvirt));
        String product = session.present(api.virConnectGetType(session.connection()));
        String capabilities = session.text(api.virConnectGetCapabilities(session.connection()));
        return new HostFacts(
                XmlReading.texts(capabilities, "capabilities/host/uuid").stream()
                        .findFirst()
                        .orElse(""),
                product,
                version(hypervisor.getValue()),
                version(libvirt.getValue()),
                node.cpus,
                node.memory.longValue() / 1024);
    }

    /** Returns product and versions, for people. */
    String title() {
        return product + " " + hypervisorVersion + " by libvirt " + libvirtVersion;
    }

    private static String version(long number) {
        return String.format(Locale.ROOT, "%d.%d.%d", number / 1_000_000, number / 1_000 % 1_000, number % 1_000);
    }
}
