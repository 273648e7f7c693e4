package io.iaas.persistence.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.identity.Project;
import io.iaas.image.ImageId;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.RepositorySession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list tells what is committed, whatever was read before. */
class CommittedVmsTest {
    @AutoClose
    private final TempDatabase file = new TempDatabase();

    @AutoClose
    private final MyBatisRepositories repositories = MyBatisRepositories.sqlite(file.path());

    private final Vm machine = new Vm(
            new VmId(new UUID(0, 7)),
            Project.DEFAULT,
            "web",
            "",
            Map.of(),
            VmState.STOPPED,
            Optional.empty(),
            new ImageId(new UUID(1, 1)),
            "debian",
            new Flavor("small", 1, 1024, 10),
            Optional.empty(),
            List.of(),
            Instant.EPOCH,
            Optional.empty(),
            0);

    @BeforeEach
    void insert() {
        write(repositories, session -> session.vms().insert(machine));
        assertThat(listed()).containsExactly(machine);
    }

    @Test
    void changeOfThisProcessIsListed() {
        write(repositories, session -> session.vms().update(machine.withDescription("new")));

        assertThat(listed()).extracting(Vm::description).containsExactly("new");
    }

    @Test
    void changeOfAnotherProcessIsListed() {
        try (MyBatisRepositories other = MyBatisRepositories.sqlite(file.path())) {
            write(other, session -> session.vms().update(machine.withLabels(Map.of("tier", "front"))));
        }

        assertThat(listed()).extracting(Vm::labels).containsExactly(Map.of("tier", "front"));
    }

    @Test
    void changeThatWasTakenBackIsNotListedWhenAnotherGetsItsVersion() {
        assertThatThrownBy(() -> write(repositories, session -> {
                    session.vms().update(machine.withDescription("taken back"));
                    assertThat(list(session)).extracting(Vm::description).containsExactly("taken back");
                    throw new IllegalStateException("taken back");
                }))
                .hasMessage("taken back");
        assertThat(listed()).containsExactly(machine);
        write(repositories, session -> session.vms().update(machine.withDescription("kept")));

        assertThat(listed()).extracting(Vm::description).containsExactly("kept");
    }

    @Test
    void machineThatIsGoneIsNotListed() {
        write(repositories, session -> session.vms().delete(Project.DEFAULT, machine.id()));

        assertThat(listed()).isEmpty();
    }

    private List<Vm> listed() {
        return repositories.read(CommittedVmsTest::list);
    }

    private static List<Vm> list(RepositorySession session) {
        return session.vms()
                .list(Project.DEFAULT, VmQuery.all(), PageRequest.first(10))
                .items();
    }

    private static void write(MyBatisRepositories to, java.util.function.Consumer<RepositorySession> work) {
        to.<Boolean>write(session -> {
            work.accept(session);
            return true;
        });
    }
}
