package io.iaas.libvirt;

import io.iaas.error.InvalidInputException;
import java.io.StringWriter;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an XML document. Everything goes through StAX, which escapes; what XML cannot carry unchanged is refused, so
 * that a reader gets exactly what was written.
 */
final class XmlText {
    /** What a writer does: an element's content. */
    interface Content extends Consumer<XmlText> {}

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter out;

    private XmlText(XMLStreamWriter out) {
        this.out = out;
    }

    /** Returns the document whose root is written by the argument. */
    static String document(Content root) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = FACTORY.createXMLStreamWriter(text);
            root.accept(new XmlText(out));
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** Writes an element with attributes, given as names and values in turn, and content. */
    XmlText element(String name, Content content, String... attributes) {
        return write(() -> {
            out.writeStartElement(name);
            attributes(attributes);
            content.accept(this);
            out.writeEndElement();
        });
    }

    /** Writes an element without content. */
    XmlText element(String name, String... attributes) {
        return write(() -> {
            out.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    /** Writes an element of another namespace without content. */
    XmlText namespaced(String prefix, String namespace, String name, String... attributes) {
        return write(() -> {
            out.writeEmptyElement(prefix, name, namespace);
            out.writeNamespace(prefix, namespace);
            attributes(attributes);
        });
    }

    /** Declares a namespace on the element that was just begun. */
    XmlText namespace(String prefix, String namespace) {
        return write(() -> out.writeNamespace(prefix, namespace));
    }

    /** Writes an element of a namespace that is declared above, with content. */
    XmlText qualified(String prefix, String namespace, String name, Content content) {
        return write(() -> {
            out.writeStartElement(prefix, name, namespace);
            content.accept(this);
            out.writeEndElement();
        });
    }

    /** Writes an empty element of a namespace that is declared above. */
    XmlText qualified(String prefix, String namespace, String name, String... attributes) {
        return write(() -> {
            out.writeEmptyElement(prefix, name, namespace);
            attributes(attributes);
        });
    }

    /** Writes an element that holds a text and nothing else. */
    XmlText text(String name, String text, String... attributes) {
        return write(() -> {
            out.writeStartElement(name);
            attributes(attributes);
            out.writeCharacters(checked(name, text));
            out.writeEndElement();
        });
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], checked(attributes[i], attributes[i + 1]));
        }
    }

    /** Refuses control characters too: XML would turn a carriage return, or a line's end in an attribute, into others. */
    private static String checked(String where, String text) {
        boolean carried = text.codePoints().allMatch(XmlText::isCarried);
        if (!carried) {
            throw new InvalidInputException(where + " holds a control character, or one that XML cannot carry");
        }
        return text;
    }

    private static boolean isCarried(int c) {
        boolean control = Character.isISOControl(c);
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !surrogate && c != 0xfffe && c != 0xffff;
    }

    private XmlText write(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    private interface Step {
        void run() throws XMLStreamException;
    }
}
