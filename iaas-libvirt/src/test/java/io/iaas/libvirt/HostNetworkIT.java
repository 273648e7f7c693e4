package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.host.HostId;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.NetworkPointer;

/** A network that is made while others use the host, on libvirt's test driver. */
class HostNetworkIT {
    private static final String OTHER = "<network><name>other</name><forward mode='nat'/>"
            + "<ip address='10.77.0.1' netmask='255.255.255.0'/></network>";

    private final NativeLibvirt api = LibvirtRuntime.api();

    @TempDir
    Path directory;

    /** Returns libvirt, on which somebody removes a network as soon as the networks were listed. */
    private NativeLibvirt removing(NetworkPointer network) {
        return (NativeLibvirt) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {NativeLibvirt.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(api, arguments);
                        if (method.getName().equals("virConnectListAllNetworks")) {
                            assertThat(result).isEqualTo(1);
                            assertThat(api.virNetworkDestroy(network)).isZero();
                            assertThat(api.virNetworkUndefine(network)).isZero();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private HostNetwork network(String uri) {
        return new HostNetwork(new Settings(
                ConnectionUri.parse(uri, false),
                new HostId("test"),
                AcceleratorSetting.TCG,
                "pool",
                "/nowhere",
                "mine",
                true,
                FenceSetting.OFF,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                3,
                false,
                false,
                false,
                directory));
    }

    @Test
    void networksThatVanishWhileASubnetIsLookedForTakeNone() throws IOException {
        Path node = Files.writeString(directory.resolve("node.xml"), "<node></node>");
        String uri = "test://" + node;
        ConnectionPointer connection = api.virConnectOpen(uri);
        NetworkPointer other = api.virNetworkDefineXML(connection, OTHER);
        assertThat(api.virNetworkCreate(other)).isZero();

        Link link = new Link(removing(other), connection);
        try (Session session = link.session()) {
            HostNetwork mine = network(uri);
            mine.ready(session);

            assertThat(mine.find(session).filter(made -> mine.isActive(session, made)))
                    .isPresent();
        }
        api.virNetworkFree(other);
        assertThat(link.retire()).isTrue();
        link.leave();
    }
}
