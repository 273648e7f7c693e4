package io.iaas.libvirt;

import io.iaas.error.InvalidInputException;
import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.NicAttachment;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.List;

/** Writes the devices of a domain. */
final class DeviceXml {
    private static final int MOST_DISKS = 26;

    private final DomainPlan plan;
    private final XmlText xml;

    DeviceXml(DomainPlan plan, XmlText xml) {
        this.plan = plan;
        this.xml = xml;
    }

    void write() {
        disks(plan.spec().disks());
        xml.element("controller", "type", "usb", "model", "none");
        plan.spec().nics().forEach(nic -> nic(nic));
        console();
        xml.element(
                "channel",
                channel -> xml.element("target", "type", "virtio", "name", "org.qemu.guest_agent.0"),
                "type",
                "unix");
        if (plan.screen()) {
            // The one that every firmware and every kernel draws on.
            xml.element("video", video -> xml.element("model", "type", "vga"));
        }
        xml.element("memballoon", "model", "none");
        xml.element("rng", rng -> xml.text("backend", "/dev/urandom", "model", "random"), "model", "virtio");
    }

    private void disks(List<DiskAttachment> disks) {
        if (disks.size() > MOST_DISKS) {
            throw new InvalidInputException("a domain has at most " + MOST_DISKS + " disks");
        }
        for (int i = 0; i < disks.size(); i++) {
            DiskAttachment disk = disks.get(i);
            String target = "vd" + (char) ('a' + i);
            xml.element("disk", content -> disk(disk, target), "type", "file", "device", "disk");
        }
    }

    /** By path, not by pool: AppArmor's helper follows only paths. */
    private void disk(DiskAttachment disk, String target) {
        xml.element("driver", "name", "qemu", "type", format(disk.format()));
        xml.element("source", "file", plan.path(disk.volume()));
        xml.element("target", "dev", target, "bus", "virtio");
        if (disk.readOnly()) {
            xml.element("readonly");
        }
    }

    static String format(DiskFormat format) {
        return switch (format) {
            case RAW -> "raw";
            case QCOW2 -> "qcow2";
        };
    }

    private void nic(NicAttachment nic) {
        String type = plan.network().isPresent() ? "network" : "user";
        xml.element(
                "interface",
                content -> {
                    xml.element("mac", "address", nic.mac().value());
                    plan.network().ifPresent(network -> xml.element("source", "network", network));
                    xml.element("model", "type", "virtio");
                    plan.fence().ifPresent(filter -> FenceXml.reference(xml, filter));
                },
                "type",
                type);
    }

    private void console() {
        xml.element(
                "serial",
                content -> {
                    plan.spec().consoleLog().ifPresent(this::log);
                    xml.element("target", "port", "0");
                },
                "type",
                "pty");
        xml.element("console", content -> xml.element("target", "type", "serial", "port", "0"), "type", "pty");
    }

    /** Appends: otherwise each start, and the target of a migration, would begin with an empty log. */
    private void log(VolumeName name) {
        xml.element("log", "file", plan.path(name), "append", "on");
    }
}
