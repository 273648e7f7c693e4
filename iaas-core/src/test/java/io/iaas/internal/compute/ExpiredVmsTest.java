package io.iaas.internal.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.ComputeService;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.error.ConflictException;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageId;
import io.iaas.internal.engine.Attachments;
import io.iaas.internal.engine.Definitions;
import io.iaas.internal.engine.EngineSettings;
import io.iaas.internal.engine.Environment;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.internal.engine.ThreadlessEngine;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.InProcessQueue;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.memory.VirtualTime;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpiredVmsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ProjectId SHOP = new ProjectId(new UUID(2, 2));
    private static final PageRequest ALL = PageRequest.first(1000);
    private static final EngineSettings SETTINGS =
            new EngineSettings("node", 1, MINUTE, MINUTE, MINUTE, 1, 1, Duration.ZERO);

    private final VirtualTime time = VirtualTime.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryRepositories database = InMemoryRepositories.create(time);
    private final SimulatedHypervisor hypervisor = SimulatedHypervisor.create();
    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final Node node = new Node(database);

    /** What one process has; nothing of it runs by itself. */
    private final class Node {
        final Environment environment;
        final ThreadlessEngine engine;
        final ExpiredVms expired;

        Node(Repositories repositories) {
            environment = new Environment(
                    repositories,
                    hypervisor,
                    time,
                    time::nanoTime,
                    new ResourceNames(database.read(RepositorySession::installation)),
                    new Attachments());
            engine = new ThreadlessEngine(
                    environment, new Definitions(VmDefinitions.all()), InProcessQueue.create(), ids, SETTINGS);
            expired = new ExpiredVms(environment, engine.intake());
        }

        ComputeService compute(ProjectId project) {
            LiveView live = new LiveView(List.of(hypervisor), MINUTE, Runnable::run);
            return new ProjectComputeService(project, environment, engine.intake(), ids, live);
        }

        void workAll() {
            for (Optional<ClaimedOperation> next = engine.claim(); next.isPresent(); next = engine.claim()) {
                engine.work(next.get(), time.nanoTime());
            }
        }
    }

    @AfterEach
    void close() {
        node.engine.intake().close();
        database.close();
    }

    private Vm vm(ProjectId project, String name, Optional<Duration> lease) {
        return database.write(session -> {
            Vm vm = new Vm(
                    new VmId(ids.next()),
                    project,
                    name,
                    "",
                    Map.of(),
                    VmState.STOPPED,
                    Optional.empty(),
                    new ImageId(new UUID(1, 1)),
                    "debian",
                    new Flavor("small", 1, 1024, 10),
                    Optional.of(hypervisor.hostId()),
                    List.of(),
                    session.now(),
                    lease.map(session.now()::plus),
                    0);
            session.vms().insert(vm);
            return vm;
        });
    }

    private Vm vm(String name, Duration lease) {
        return vm(Project.DEFAULT, name, Optional.of(lease));
    }

    private List<StoredOperation> operations(Vm vm) {
        return database.<List<StoredOperation>>read(session -> session.operations()
                .list(vm.projectId(), OperationQuery.all().on(vm.id().value()), ALL)
                .items());
    }

    private VmState state(Vm vm) {
        return database.read(session ->
                session.vms().find(vm.projectId(), vm.id()).orElseThrow().state());
    }

    private void cancelDelete(Vm vm) {
        assertThat(node.engine.intake().handle(operations(vm).get(0)).cancel()).isTrue();
        assertThat(state(vm)).isEqualTo(VmState.STOPPED);
    }

    @Test
    void allThatHaveEndedAreDeletedAndNoOthers() {
        IntStream.range(0, 250).forEach(i -> vm("ended-" + i, Duration.ofMillis(1 + i)));
        vm("later", MINUTE);
        vm(Project.DEFAULT, "never", Optional.empty());
        time.advance(Duration.ofSeconds(1));

        node.expired.delete();
        node.workAll();

        assertThat(node.compute(Project.DEFAULT).list(VmQuery.all(), ALL).items())
                .extracting(Vm::name)
                .containsExactly("later", "never");
    }

    @Test
    void leaseHoldsToItsLastMillisecond() {
        Vm vm = vm("web", MINUTE);
        time.advance(MINUTE.minusMillis(1));
        node.expired.delete();
        assertThat(operations(vm)).isEmpty();

        time.advance(Duration.ofMillis(1));
        node.expired.delete();
        assertThat(operations(vm)).hasSize(1);
    }

    @Test
    void whatCouldNotBeDeletedIsTriedAgainLaterEachTime() {
        Vm vm = vm("web", Duration.ofMillis(1));
        time.advance(MINUTE);
        node.expired.delete();
        cancelDelete(vm);
        for (int tries = 1, minutes = 1; tries < 9; tries++, minutes = Math.min(60, 2 * minutes)) {
            time.advance(MINUTE.multipliedBy(minutes).minusMillis(1));
            node.expired.delete();
            assertThat(operations(vm)).hasSize(tries);
            time.advance(Duration.ofMillis(1));
            node.expired.delete();
            assertThat(operations(vm)).hasSize(tries + 1);
            cancelDelete(vm);
        }
    }

    @Test
    void pausesAreForgottenWhenTheMachineStayedForLong() {
        Vm vm = vm("web", Duration.ofMillis(1));
        time.advance(MINUTE);
        node.expired.delete();
        cancelDelete(vm);
        node.compute(Project.DEFAULT).renew(vm.id(), Duration.ofHours(2));
        time.advance(Duration.ofHours(2));
        node.expired.delete();
        cancelDelete(vm);

        time.advance(MINUTE);
        node.expired.delete();

        assertThat(operations(vm)).hasSize(3);
    }

    @Test
    void machineThatIsRenewedBetweenTheLookAndTheDeleteStays() {
        Vm vm = vm("web", Duration.ofMillis(1));
        time.advance(MINUTE);
        Node late = new Node(
                new BeforeWrites(database, () -> node.compute(Project.DEFAULT).renew(vm.id(), MINUTE)));

        late.expired.delete();

        assertThat(operations(vm)).isEmpty();
        assertThat(state(vm)).isEqualTo(VmState.STOPPED);
    }

    @Test
    void secondProcessFindsTheMachineGoingAway() {
        Vm vm = vm("web", Duration.ofMillis(1));
        time.advance(MINUTE);
        Node late = new Node(new BeforeWrites(database, node.expired::delete));

        late.expired.delete();

        assertThat(operations(vm)).hasSize(1);
        assertThatThrownBy(() -> late.compute(Project.DEFAULT).delete(vm.id())).isInstanceOf(ConflictException.class);
    }

    /** A database before whose writes something happens. */
    private record BeforeWrites(Repositories repositories, Runnable before) implements Repositories {
        @Override
        public <T> T write(Function<RepositorySession, T> work) {
            before.run();
            return repositories.write(work);
        }

        @Override
        public <T> T read(Function<RepositorySession, T> work) {
            return repositories.read(work);
        }

        @Override
        public void close() {}
    }

    @Test
    void machinesOfAProjectThatIsDeletedAreLeftToThat() {
        database.<Boolean>write(session -> {
            session.projects().insert(new Project(SHOP, "shop", session.now()));
            return session.projects().changeState(SHOP, Project.State.DELETING);
        });
        Vm theirs = vm(SHOP, "web", Optional.of(Duration.ofMillis(1)));
        Vm ours = vm("web", Duration.ofMillis(1));
        time.advance(MINUTE);

        node.expired.delete();

        assertThat(operations(theirs)).isEmpty();
        assertThat(operations(ours)).hasSize(1);
    }

    @Test
    void databaseThatDoesNotAnswerEndsNothing() {
        Repositories gone = InMemoryRepositories.create(time);
        Node lost = new Node(gone);
        gone.close();

        assertThatCode(lost.expired::delete).doesNotThrowAnyException();
    }
}
