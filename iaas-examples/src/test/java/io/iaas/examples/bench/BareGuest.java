package io.iaas.examples.bench;

import java.nio.file.Path;
import java.util.UUID;

/**
 * A machine like the library's, made without it: the same description under other names.
 *
 * @param uuid its UUID
 * @param template where its description comes from
 */
record BareGuest(UUID uuid, BareTemplate template) {
    String name() {
        return "bare-" + uuid;
    }

    String diskName() {
        return name() + "-disk0";
    }

    String seedName() {
        return name() + "-seed";
    }

    Path console() {
        return template.directory().resolve(name() + "-console");
    }

    String xml() {
        return template.xml()
                .replace(template.domain(), name())
                .replace(template.like().toString(), uuid.toString())
                .replaceAll("<mac address='[^']*'/>", "<mac address='" + mac() + "'/>");
    }

    private String mac() {
        long low = uuid.getLeastSignificantBits();
        return "52:54:00:%02x:%02x:%02x".formatted(low >> 16 & 255, low >> 8 & 255, low & 255);
    }

    String diskXml() {
        return """
                <volume><name>%s</name><capacity unit='bytes'>%d</capacity><allocation unit='bytes'>0</allocation>
                <target><format type='qcow2'/><permissions><mode>0600</mode></permissions><compat>1.1</compat></target>
                <backingStore><path>%s</path><format type='qcow2'/></backingStore></volume>""".formatted(diskName(), 1L << 30, template.backing());
    }

    String seedXml() {
        return """
                <volume><name>%s</name><capacity unit='bytes'>%d</capacity><allocation unit='bytes'>0</allocation>
                <target><format type='raw'/><permissions><mode>0600</mode></permissions></target></volume>""".formatted(seedName(), template.seed().length);
    }
}
