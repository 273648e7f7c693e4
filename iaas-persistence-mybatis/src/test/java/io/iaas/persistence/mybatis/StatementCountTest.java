package io.iaas.persistence.mybatis;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.identity.Project;
import io.iaas.image.ImageId;
import io.iaas.network.MacAddress;
import io.iaas.network.Nic;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

class StatementCountTest {
    private final AtomicInteger statements = new AtomicInteger();

    @Test
    void listNeedsFourStatementsHoweverManyMachinesThereAreAndOneWhenItKnowsThemAll() {
        try (TempDatabase file = new TempDatabase();
                MyBatisRepositories repositories = MyBatisRepositories.of(counting(file))) {
            repositories.<Boolean>write(session -> {
                for (int i = 0; i < 40; i++) {
                    session.vms().insert(machine(i));
                }
                return true;
            });
            for (int limit : new int[] {1, 38}) {
                assertThat(statementsOfList(repositories, limit)).isEqualTo(4);
                assertThat(statementsOfList(repositories, limit)).isEqualTo(1);
            }
        }
    }

    private int statementsOfList(MyBatisRepositories repositories, int limit) {
        statements.set(0);
        Page<Vm> page = repositories.read(
                session -> session.vms().list(Project.DEFAULT, VmQuery.all(), PageRequest.first(limit)));
        assertThat(page.items()).hasSize(limit).allSatisfy(vm -> {
            assertThat(vm.labels()).hasSize(2);
            assertThat(vm.nics()).hasSize(2);
        });
        return statements.get();
    }

    @Test
    void knownIdsNeedOneStatement() {
        try (TempDatabase file = new TempDatabase();
                MyBatisRepositories repositories = MyBatisRepositories.of(counting(file))) {
            Set<VmId> ids = IntStream.range(0, 1000)
                    .mapToObj(i -> new VmId(new UUID(i, 0)))
                    .collect(Collectors.toSet());
            repositories.<Boolean>write(session -> {
                session.vms().insert(machine(7));
                return true;
            });
            statements.set(0);

            Set<VmId> known = repositories.read(session -> session.vms().known(Project.DEFAULT, ids));

            assertThat(known).containsExactly(new VmId(new UUID(7, 0)));
            assertThat(statements).hasValue(1);
        }
    }

    private static Vm machine(int number) {
        Nic nic = new Nic(new MacAddress("52:54:00:00:00:01"), "default", List.of());
        return new Vm(
                new VmId(new UUID(number, 0)),
                Project.DEFAULT,
                "vm-" + number,
                "",
                Map.of("a", "1", "b", "2"),
                VmState.RUNNING,
                Optional.empty(),
                new ImageId(new UUID(1, 1)),
                "debian",
                new Flavor("small", 1, 1024, 10),
                Optional.empty(),
                List.of(nic, nic),
                Instant.EPOCH,
                Optional.empty(),
                0);
    }

    /** Returns a DataSource that counts the statements that are prepared through it. */
    private SQLiteDataSource counting(TempDatabase file) {
        SQLiteDataSource plain = file.dataSource();
        return new SQLiteDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = plain.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")) {
                                statements.incrementAndGet();
                            }
                            return method.invoke(connection, arguments);
                        });
            }
        };
    }
}
