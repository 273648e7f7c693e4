package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML that came from elsewhere: no document type, no entity, nothing fetched. */
final class XmlReading {
    private static final XMLInputFactory FACTORY = factory();

    private XmlReading() {}

    /**
     * Walks over a document, and tells of every element by its path of local names, such as {@code "pool/target/path"}.
     *
     * @throws XMLStreamException when it is malformed or has a document type
     */
    static void elements(String xml, BiConsumer<String, Element> element) throws XMLStreamException {
        XMLStreamReader in = FACTORY.createXMLStreamReader(new StringReader(xml));
        List<String> path = new ArrayList<>();
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.add(in.getLocalName());
                    element.accept(String.join("/", path), new Element(in));
                    // The text of an element is read up to its end.
                    if (in.isEndElement()) {
                        path.remove(path.size() - 1);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> path.remove(path.size() - 1);
                case XMLStreamConstants.DTD -> throw new XMLStreamException("document type");
                default -> {
                    // Text between elements says nothing here.
                }
            }
        }
    }

    /** Returns the texts of all elements at a path. */
    static List<String> texts(String xml, String wanted) {
        List<String> found = new ArrayList<>();
        trusted(xml, (path, element) -> {
            if (path.equals(wanted)) {
                found.add(element.text());
            }
        });
        return found;
    }

    /** Returns an attribute of all elements at a path, empty where it is missing. */
    static List<String> attributes(String xml, String wanted, String attribute) {
        List<String> found = new ArrayList<>();
        trusted(xml, (path, element) -> {
            if (path.equals(wanted)) {
                found.add(element.attribute(attribute));
            }
        });
        return found;
    }

    /** Walks over a document of libvirt's own making. */
    static void trusted(String xml, BiConsumer<String, Element> element) {
        try {
            elements(xml, element);
        } catch (XMLStreamException e) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_REFUSED, "libvirt gave a description that is no XML", e.toString(), e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entity");
        });
        return factory;
    }

    /** An element whose beginning was just read. */
    record Element(XMLStreamReader in) {
        /** Returns an attribute's value, empty when it is missing. */
        String attribute(String name) {
            String value = in.getAttributeValue(null, name);
            return value == null ? "" : value;
        }

        String namespace() {
            String uri = in.getNamespaceURI();
            return uri == null ? "" : uri;
        }

        /** Returns the text of an element that holds nothing else. */
        String text() {
            try {
                return in.getElementText();
            } catch (XMLStreamException e) {
                throw new HypervisorException(
                        ErrorCode.HYPERVISOR_REFUSED, "libvirt gave a description that is no XML", e.toString(), e);
            }
        }
    }
}
