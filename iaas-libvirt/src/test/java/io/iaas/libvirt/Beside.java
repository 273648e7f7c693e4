package io.iaas.libvirt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Somebody else who uses the same libvirt, by a connection of their own, and removes what they made. */
final class Beside implements AutoCloseable {
    private final Link link;
    private final String type;
    private final List<UUID> domains = new ArrayList<>();

    Beside(String uri) {
        this.link = new LinkOpener(ConnectionUri.parse(uri, true), Duration.ofSeconds(5), 3).open();
        this.type = uri.startsWith("test") ? "test" : "qemu";
    }

    Session session() {
        return link.session();
    }

    void addDomain(String name, UUID uuid) {
        define("<domain type='" + type + "'><name>" + name + "</name><uuid>" + uuid
                + "</uuid><memory unit='MiB'>16</memory><os><type>hvm</type></os></domain>");
        domains.add(uuid);
    }

    void define(String xml) {
        try (Session session = session()) {
            session.own(session.api().virDomainDefineXML(session.connection(), xml), session.api()::virDomainFree);
        }
    }

    /** Returns the description of a domain as libvirt has it. */
    String describe(UUID uuid) {
        try (Session session = session()) {
            return session.text(session.api()
                    .virDomainGetXMLDesc(new DomainHandles(session).byUuid(uuid).orElseThrow(), 0));
        }
    }

    @Override
    public void close() {
        try (Session session = session()) {
            for (UUID uuid : domains) {
                new DomainHandles(session)
                        .byUuid(uuid)
                        .ifPresent(found -> session.api().virDomainUndefine(found));
            }
        }
        if (link.retire()) {
            link.leave();
        }
    }
}
