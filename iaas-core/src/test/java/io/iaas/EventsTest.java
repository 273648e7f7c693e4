package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.error.ErrorCode;
import io.iaas.event.Event;
import io.iaas.memory.Fault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done is told, as it was recorded, and nothing else. */
class EventsTest {
    private final Cloud cloud = Cloud.withImage();
    private final long before = cloud.iaas.events().newest();

    @AfterEach
    void close() {
        cloud.close();
    }

    private List<Event> events() {
        return cloud.iaas.events().list(before, 100);
    }

    private static String text(Event event) {
        return event.kind() + " " + event.target().name() + " "
                + event.change().before().orElse("-") + ">"
                + event.change().after().orElse("-");
    }

    private List<String> texts() {
        return events().stream().map(EventsTest::text).toList();
    }

    @Test
    void lifeOfAMachineIsToldInItsOrder() {
        Vm vm = cloud.create("web");
        cloud.iaas.compute().pause(vm.id()).await(PATIENCE);
        cloud.iaas.compute().rename(vm.id(), "mail").await(PATIENCE);
        cloud.delete(vm);

        assertThat(texts())
                .containsExactly(
                        "vm.created web ->CREATING",
                        "vm.state-changed web CREATING>RUNNING",
                        "operation.settled web RUNNING>SUCCEEDED",
                        "vm.state-changed web RUNNING>PAUSED",
                        "operation.settled web RUNNING>SUCCEEDED",
                        "vm.renamed mail web>mail",
                        "operation.settled web RUNNING>SUCCEEDED",
                        "vm.state-changed mail PAUSED>DELETING",
                        "vm.deleted mail DELETING>-",
                        "operation.settled mail RUNNING>SUCCEEDED");
        assertThat(events())
                .allSatisfy(event ->
                        assertThat(event.target().id()).isEqualTo(vm.id().value()));
    }

    @Test
    void eventNamesTheOperationThatDidIt() {
        Operation<Vm> create = cloud.iaas.compute().create(Cloud.aVm("web").build());
        create.await(PATIENCE);

        assertThat(events()).hasSize(3).extracting(Event::operation).containsOnly(Optional.of(create.id()));
    }

    @Test
    void createThatIsUndoneIsToldAsOne() {
        cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED)
                        .forever());

        assertThatThrownBy(() -> cloud.create("web")).isInstanceOf(OperationFailedException.class);

        assertThat(texts())
                .containsExactly(
                        "vm.created web ->CREATING",
                        "vm.state-changed web CREATING>STOPPED",
                        "vm.deleted web STOPPED>-",
                        "operation.settled web UNDOING>ROLLED_BACK");
    }

    @Test
    void refusedCallTellsNothing() {
        cloud.create("web");
        long newest = cloud.iaas.events().newest();

        assertThatThrownBy(() -> cloud.create("web")).hasMessageContaining("web");

        assertThat(cloud.iaas.events().newest()).isEqualTo(newest);
    }

    @Test
    void imagesAreToldToo() {
        cloud.iaas.images().delete(cloud.importImage("other").id()).await(PATIENCE);

        assertThat(texts())
                .containsExactly(
                        "image.available other IMPORTING>READY",
                        "operation.settled other RUNNING>SUCCEEDED",
                        "image.deleted other DELETING>-",
                        "operation.settled other RUNNING>SUCCEEDED");
    }

    @Test
    void operationThatNobodyBeganIsToldWhenItIsCancelled() {
        try (Iaas submitter = Iaas.builder()
                .repositories(new Shared(cloud.repositories))
                .hypervisor(SimulatedHypervisor.connect(cloud.host))
                .workers(0)
                .build()) {
            cloud.iaas.close();
            Operation<Vm> create = submitter.compute().create(Cloud.aVm("web").build());
            create.cancel();

            List<Event> told = submitter.events().list(before, 100);

            assertThat(told.stream().map(EventsTest::text))
                    .containsExactly(
                            "vm.created web ->CREATING",
                            "vm.deleted web CREATING>-",
                            "operation.settled web QUEUED>ROLLED_BACK");
            assertThat(told).extracting(Event::operation).containsOnly(Optional.of(create.id()));
        }
    }

    @Test
    void listenerHearsWhatAnotherProcessDoes() {
        List<OperationId> settled = new CopyOnWriteArrayList<>();
        try (Iaas other = Iaas.builder()
                .repositories(new Shared(cloud.repositories))
                .hypervisor(SimulatedHypervisor.connect(cloud.host))
                .workers(0)
                .build()) {
            other.events().subscribe(before, event -> {
                if (text(event).startsWith("operation.settled")) {
                    settled.add(event.operation().orElseThrow());
                }
            });
            Operation<Vm> create = cloud.iaas.compute().create(Cloud.aVm("web").build());
            create.await(PATIENCE);

            await().atMost(PATIENCE).until(() -> settled.contains(create.id()));
        }
    }
}
