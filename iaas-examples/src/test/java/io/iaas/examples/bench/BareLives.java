package io.iaas.examples.bench;

import static io.iaas.examples.bench.BareLibvirt.API;
import static io.iaas.examples.bench.BareLibvirt.check;
import static io.iaas.examples.bench.BareLibvirt.present;

import io.iaas.compute.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;

/**
 * The calls to libvirt that boot a domain and that bring it back from a file, and nothing between them: the domain is that
 * of a throwaway machine, under its own name. Safe for use by many threads.
 */
final class BareLives implements AutoCloseable {
    private static final int AS_IT_WAS_STARTED = 2;

    private final ConnectionPointer connection;
    private final Path directory;

    /** Works in a directory that libvirt can write to. */
    BareLives(String uri, Path directory) {
        this.connection = present(API.virConnectOpen(uri));
        this.directory = directory;
    }

    /** Returns a domain's description. */
    String describe(VmId id) {
        DomainPointer domain = find(id);
        String xml = present(API.virDomainGetXMLDesc(domain, AS_IT_WAS_STARTED)).toString();
        check(API.virDomainFree(domain));
        return xml;
    }

    /** Boots a domain that is off, and of which libvirt keeps nothing then. */
    void boot(String xml) {
        check(API.virDomainFree(present(API.virDomainCreateXML(connection, xml, 0))));
    }

    void end(VmId id) {
        DomainPointer domain = find(id);
        check(API.virDomainDestroy(domain));
        check(API.virDomainFree(domain));
    }

    /** Writes what a domain is to a file, which ends it. */
    void save(VmId id) {
        DomainPointer domain = find(id);
        check(API.virDomainSave(domain, file(id).toString()));
        check(API.virDomainFree(domain));
    }

    /** Makes a domain that is off what it was when it was saved. */
    void restore(VmId id) {
        check(API.virDomainRestore(connection, file(id).toString()));
    }

    /** Deletes what {@link #save} wrote. */
    void forget(VmId id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    private Path file(VmId id) {
        return directory.resolve(id + ".save");
    }

    private DomainPointer find(VmId id) {
        return present(API.virDomainLookupByUUIDString(connection, id.toString()));
    }

    @Override
    public void close() {
        check(API.virConnectClose(connection));
    }
}
