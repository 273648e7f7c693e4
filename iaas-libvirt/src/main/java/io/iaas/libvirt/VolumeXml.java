package io.iaas.libvirt;

import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.util.Optional;

/** Writes the description of a volume. */
final class VolumeXml {
    /** For root only; libvirt gives it to the QEMU user while a guest runs that has it. */
    private static final String PRIVATE = "0600";

    private VolumeXml() {}

    /**
     * Writes the description.
     *
     * @param backingPath where the volume below is; empty where there is none
     */
    static String write(VolumeSpec spec, Optional<String> backingPath) {
        return XmlText.document(xml -> xml.element("volume", volume -> {
            xml.text("name", spec.name().value());
            xml.text("capacity", Long.toString(spec.capacityBytes()), "unit", "bytes");
            xml.text("allocation", "0", "unit", "bytes");
            xml.element("target", target -> {
                xml.element("format", "type", DeviceXml.format(spec.format()));
                xml.element("permissions", permissions -> xml.text("mode", PRIVATE));
                if (spec.format() == DiskFormat.QCOW2) {
                    xml.text("compat", "1.1");
                }
            });
            spec.backing()
                    .ifPresent(backing -> xml.element("backingStore", store -> {
                        xml.text("path", backingPath.orElseThrow());
                        xml.element("format", "type", DeviceXml.format(backing.format()));
                    }));
        }));
    }
}
