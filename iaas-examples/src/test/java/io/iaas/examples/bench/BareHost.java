package io.iaas.examples.bench;

import static io.iaas.examples.bench.BareLibvirt.API;
import static io.iaas.examples.bench.BareLibvirt.check;
import static io.iaas.examples.bench.BareLibvirt.present;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.SizeT;
import org.libvirt.jna.StoragePoolPointer;
import org.libvirt.jna.StorageVolPointer;
import org.libvirt.jna.StreamPointer;

/** The calls to libvirt that make and remove a machine, and nothing between them. Safe for use by many threads. */
final class BareHost implements AutoCloseable {
    private final ConnectionPointer connection;
    private final StoragePoolPointer pool;

    BareHost(String uri, String poolName) {
        connection = present(API.virConnectOpen(uri));
        pool = present(API.virStoragePoolLookupByName(connection, poolName));
    }

    /** Returns a domain's description. */
    String describe(String name) {
        DomainPointer domain = present(API.virDomainLookupByName(connection, name));
        String xml = present(API.virDomainGetXMLDesc(domain, 2)).toString();
        check(API.virDomainFree(domain));
        return xml;
    }

    /** Makes a machine and starts it. */
    void create(BareGuest guest) {
        StorageVolPointer disk = present(API.virStorageVolCreateXML(pool, guest.diskXml(), 0));
        check(API.virStorageVolFree(disk));
        StorageVolPointer seed = present(API.virStorageVolCreateXML(pool, guest.seedXml(), 0));
        upload(seed, guest.template().seed());
        check(API.virStorageVolFree(seed));
        DomainPointer domain = present(API.virDomainDefineXML(connection, guest.xml()));
        check(API.virDomainCreateWithFlags(domain, 0));
        check(API.virDomainFree(domain));
    }

    private void upload(StorageVolPointer volume, byte[] bytes) {
        StreamPointer stream = present(API.virStreamNew(connection, 0));
        check(API.virStorageVolUpload(volume, stream, 0, bytes.length, 0));
        ByteBuffer rest = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        while (rest.hasRemaining()) {
            int sent = check(API.virStreamSend(stream, rest.slice(), new SizeT(rest.remaining())));
            rest.position(rest.position() + sent);
        }
        check(API.virStreamFinish(stream));
        check(API.virStreamFree(stream));
    }

    /** Cuts a machine's power and removes it with its disk, its seed and its console's log. */
    void delete(BareGuest guest) {
        DomainPointer domain = present(API.virDomainLookupByName(connection, guest.name()));
        check(API.virDomainDestroy(domain));
        check(API.virDomainUndefineFlags(domain, 0));
        check(API.virDomainFree(domain));
        deleteVolume(guest.diskName());
        deleteVolume(guest.seedName());
        try {
            Files.deleteIfExists(guest.console());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteVolume(String name) {
        StorageVolPointer volume = present(API.virStorageVolLookupByName(pool, name));
        check(API.virStorageVolDelete(volume, 0));
        check(API.virStorageVolFree(volume));
    }

    @Override
    public void close() {
        API.virStoragePoolFree(pool);
        check(API.virConnectClose(connection));
    }
}
