package io.iaas.libvirt;

import io.iaas.image.Firmware;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DomainSpec;

/** Writes the description of a domain: q35, virtio throughout, no device that nobody asked for. */
final class DomainXml {
    private static final String QEMU_NAMESPACE = "http://libvirt.org/schemas/domain/qemu/1.0";
    /** What x86-64-v2 asks for and QEMU's plainest model lacks, and RDRAND, without which guests wait for entropy. */
    private static final String[] TRANSLATED_FEATURES = {"rdrand", "ssse3", "sse4.1", "sse4.2", "popcnt"};
    /** The translator reserves a share of the memory for its cache; a small guest gets by with less. */
    private static final int SMALL_GUEST_MIB = 256;

    private final DomainPlan plan;
    private final DomainSpec spec;
    private final XmlText xml;

    private DomainXml(DomainPlan plan, XmlText xml) {
        this.plan = plan;
        this.spec = plan.spec();
        this.xml = xml;
    }

    static String write(DomainPlan plan) {
        return XmlText.document(xml -> new DomainXml(plan, xml).domain());
    }

    private void domain() {
        xml.element("domain", this::content, "type", plan.virtualization().type());
    }

    private void content(XmlText out) {
        boolean readBackIsSkipped = plan.fastStart() && plan.virtualization() != Virtualization.TEST;
        if (readBackIsSkipped) {
            xml.namespace("qemu", QEMU_NAMESPACE);
        }
        xml.text("name", spec.ref().name());
        xml.text("uuid", spec.ref().vmId().toString());
        if (!spec.title().isEmpty()) {
            xml.text("title", spec.title());
        }
        xml.element("metadata", metadata -> OwnerMetadata.write(metadata, spec.owner()));
        xml.text("memory", Integer.toString(spec.memoryMib()), "unit", "MiB");
        xml.text("vcpu", Integer.toString(spec.vcpus()));
        os();
        xml.element("features", features -> features());
        cpu();
        xml.element("clock", "offset", "utc");
        xml.text("on_poweroff", "destroy").text("on_reboot", "restart").text("on_crash", "destroy");
        xml.element("devices", devices -> new DeviceXml(plan, xml).write());
        if (readBackIsSkipped) {
            xml.qualified(
                    "qemu",
                    QEMU_NAMESPACE,
                    "capabilities",
                    caps -> xml.qualified("qemu", QEMU_NAMESPACE, "del", "capability", "cpu-unavailable-features"));
        }
    }

    private void os() {
        boolean uefi = spec.boot() instanceof Boot.Disk disk && disk.firmware() == Firmware.UEFI;
        String[] firmware = uefi ? new String[] {"firmware", "efi"} : new String[0];
        xml.element("os", os -> osContent(uefi), firmware);
    }

    private void osContent(boolean uefi) {
        if (plan.virtualization() == Virtualization.TEST) {
            xml.text("type", "hvm");
        } else {
            xml.text("type", "hvm", "arch", "x86_64", "machine", "q35");
        }
        if (uefi) {
            // Left alone, libvirt picks a firmware that refuses unsigned boot loaders.
            xml.element("firmware", firmware -> xml.element("feature", "enabled", "no", "name", "secure-boot"));
        }
        if (spec.boot() instanceof Boot.Kernel kernel) {
            xml.text("kernel", plan.path(kernel.kernel()));
            xml.text("initrd", plan.path(kernel.initrd()));
            xml.text("cmdline", kernel.commandLine());
        } else {
            xml.element("boot", "dev", "hd");
        }
    }

    private void features() {
        xml.element("acpi").element("apic");
        if (plan.virtualization() == Virtualization.TCG && spec.memoryMib() <= SMALL_GUEST_MIB) {
            xml.element("tcg", tcg -> xml.text("tb-cache", "32", "unit", "MiB"));
        }
    }

    private void cpu() {
        switch (plan.virtualization()) {
            case KVM -> xml.element("cpu", "mode", "host-passthrough", "check", "none", "migratable", "on");
            case TCG -> xml.element("cpu", cpu -> translatedCpu(), "mode", "custom", "match", "exact", "check", "none");
            case TEST -> {
                // The test driver's processor is its own.
            }
        }
    }

    private void translatedCpu() {
        xml.text("model", "qemu64", "fallback", "allow");
        for (String feature : TRANSLATED_FEATURES) {
            xml.element("feature", "policy", "require", "name", feature);
        }
    }
}
