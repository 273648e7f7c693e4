package io.iaas.testkit.libvirt;

import io.iaas.spi.hypervisor.VolumeName;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;

/** Somebody else who uses the same libvirt, by libvirt's own binding, and removes what they made. */
final class Stranger implements AutoCloseable {
    private final String uri;
    private final String pool;
    private final List<UUID> domains = new ArrayList<>();
    private final List<VolumeName> volumes = new ArrayList<>();
    private @Nullable Connect connection;

    Stranger(String uri, String pool) {
        this.uri = uri;
        this.pool = pool;
    }

    /** A call to libvirt. */
    @FunctionalInterface
    private interface Call {
        void make(Connect connect) throws LibvirtException;
    }

    void addDomain(String name, UUID uuid) {
        String type = uri.startsWith("test") ? "test" : "qemu";
        connected(connect -> connect.domainDefineXML("<domain type='" + type + "'><name>" + name + "</name><uuid>"
                        + uuid + "</uuid><memory unit='MiB'>16</memory><os><type>hvm</type></os></domain>")
                .free());
        domains.add(uuid);
    }

    void addVolume(VolumeName name) {
        connected(connect -> pool(connect)
                .storageVolCreateXML(
                        "<volume><name>" + name + "</name><capacity>4096</capacity>"
                                + "<target><format type='raw'/></target></volume>",
                        0)
                .free());
        volumes.add(name);
    }

    private StoragePool pool(Connect connect) throws LibvirtException {
        return connect.storagePoolLookupByName(pool);
    }

    private void connected(Call call) {
        try {
            call.make(connection());
        } catch (LibvirtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It stays: what the test driver has is gone with the last connection to it. */
    private Connect connection() throws LibvirtException {
        Connect open = connection;
        if (open == null) {
            open = new Connect(uri);
            connection = open;
        }
        return open;
    }

    @Override
    public void close() {
        connected(connect -> {
            for (UUID uuid : domains) {
                connect.domainLookupByUUID(uuid).undefine();
            }
            for (String left : volumes.isEmpty() ? new String[0] : pool(connect).listVolumes()) {
                if (volumes.contains(new VolumeName(left))) {
                    pool(connect).storageVolLookupByName(left).delete(0);
                }
            }
            connect.close();
        });
    }
}
