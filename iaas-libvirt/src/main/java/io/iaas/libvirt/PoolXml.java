package io.iaas.libvirt;

import java.util.UUID;

/** Writes the description of the storage pool. */
final class PoolXml {
    /** Lets the QEMU user reach a volume whose name it was given, and list nothing. */
    private static final String SEARCHABLE = "0711";

    private PoolXml() {}

    static String write(String name, UUID uuid, String directory) {
        return XmlText.document(xml -> xml.element(
                "pool",
                pool -> {
                    xml.text("name", name);
                    xml.text("uuid", uuid.toString());
                    xml.element("target", target -> {
                        xml.text("path", directory);
                        xml.element("permissions", permissions -> xml.text("mode", SEARCHABLE));
                    });
                },
                "type",
                "dir"));
    }
}
