package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.spi.hypervisor.DomainState;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often libvirt is called for the states of domains. */
class BulkStatesIT {
    /** What is answered without the daemon. */
    private static final Set<String> LOCAL = Set.of(
            "virDomainGetUUID",
            "virDomainRef",
            "virDomainFree",
            "virDomainStatsRecordListFree",
            "virConnectIsAlive",
            "virGetLastErrorCode",
            "virResetLastError");

    private final List<String> calls = new ArrayList<>();
    private final Map<String, Object> results = new HashMap<>();

    @TempDir
    Path directory;

    private Link openNode(int domains) throws IOException {
        Path node = directory.resolve("node.xml");
        Files.writeString(
                node,
                IntStream.range(0, domains)
                        .mapToObj(BulkStatesIT::domain)
                        .collect(Collectors.joining("", "<node>", "</node>")));
        NativeLibvirt api = LibvirtRuntime.api();
        return new Link(counting(api), api.virConnectOpen("test://" + node));
    }

    private NativeLibvirt counting(NativeLibvirt api) {
        return (NativeLibvirt) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {NativeLibvirt.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(api, arguments);
                        if (!LOCAL.contains(method.getName())) {
                            calls.add(method.getName());
                        }
                        results.put(method.getName(), result);
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static String domain(int number) {
        return "<domain type='test'><name>vm-" + number + "</name><uuid>" + uuid(number)
                + "</uuid><memory unit='MiB'>16</memory><os><type>hvm</type></os></domain>";
    }

    private static UUID uuid(int number) {
        return new UUID(7, number);
    }

    private static Set<UUID> first(int number) {
        return IntStream.range(0, number).mapToObj(BulkStatesIT::uuid).collect(Collectors.toSet());
    }

    private static Map<UUID, DomainState> states(Link link, Set<UUID> domains) {
        try (Session session = link.session()) {
            return new DomainStates(session).of(domains);
        }
    }

    private void close(Link link) {
        assertThat(link.retire()).isTrue();
        link.leave();
        assertThat(results).as("references that keep the connection open").containsEntry("virConnectClose", 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 10_000})
    void pageTakesOneCallHoweverManyDomainsThereAre(int domains) throws IOException {
        Link link = openNode(domains);
        Set<UUID> page = first(Math.min(100, domains));

        for (int again = 0; again < 3; again++) {
            assertThat(states(link, page)).containsOnlyKeys(page);
        }

        assertThat(calls).hasSize(3);
        close(link);
    }

    @Test
    void someOfManyAreAskedForAlone() throws IOException {
        Link link = openNode(1000);

        states(link, first(100));
        states(link, first(100));

        assertThat(calls).containsExactly("virConnectGetAllDomainStats", "virDomainListGetStats");
        close(link);
    }

    @Test
    void fewStrangersTakeACallEachAndManyTakeOne() throws IOException {
        Link link = openNode(1000);
        Set<UUID> page = first(100);
        states(link, page);
        calls.clear();

        page.add(UUID.randomUUID());
        assertThat(states(link, page)).hasSize(100);
        assertThat(calls).containsExactly("virDomainLookupByUUID", "virDomainListGetStats");
        calls.clear();

        IntStream.range(0, 10).forEach(i -> page.add(UUID.randomUUID()));
        assertThat(states(link, page)).hasSize(100);
        assertThat(calls).containsExactly("virConnectGetAllDomainStats");
        close(link);
    }
}
