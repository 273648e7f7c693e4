package io.iaas.libvirt;

import io.iaas.spi.hypervisor.OwnerTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;

/** The element in a domain's metadata that says whose it is. */
final class OwnerMetadata {
    static final String NAMESPACE = "https://io.iaas/xmlns/domain/1";
    private static final String ELEMENT = "owner";
    /** Others can write into our namespace; a tag of ours is a few hundred characters. */
    private static final int LONGEST = 4096;

    private OwnerMetadata() {}

    static void write(XmlText xml, OwnerTag tag) {
        xml.namespaced(
                "iaas",
                NAMESPACE,
                ELEMENT,
                "installation",
                tag.installation(),
                "project",
                tag.projectId().toString(),
                "vm",
                tag.vmId().toString(),
                "operation",
                tag.operationId().toString(),
                "epoch",
                Long.toString(tag.epoch()));
    }

    /**
     * Reads the element as libvirt gives it, which is without its namespace.
     *
     * @return empty when it is not one that we wrote
     */
    static Optional<OwnerTag> read(String xml) {
        if (xml.length() > LONGEST) {
            return Optional.empty();
        }
        List<OwnerTag> found = new ArrayList<>();
        try {
            XmlReading.elements(xml, (path, element) -> {
                if (path.equals(ELEMENT)) {
                    found.add(tag(element));
                }
            });
        } catch (XMLStreamException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return found.stream().findFirst();
    }

    private static OwnerTag tag(XmlReading.Element element) {
        return new OwnerTag(
                element.attribute("installation"),
                UUID.fromString(element.attribute("project")),
                UUID.fromString(element.attribute("vm")),
                UUID.fromString(element.attribute("operation")),
                Long.parseLong(element.attribute("epoch")));
    }
}
