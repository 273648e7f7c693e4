package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.memory.CallListener;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedGuest;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VmLifecycleTest {
    private final Cloud cloud = Cloud.withImage();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void createdVmRunsOnTheHostAndIsRecorded() {
        Vm vm = cloud.create("web");

        assertThat(vm.state()).isEqualTo(VmState.RUNNING);
        assertThat(vm.host()).contains(cloud.hypervisor.hostId());
        assertThat(cloud.iaas.compute().get("web").id()).isEqualTo(vm.id());
        assertThat(cloud.snapshot().domains()).hasSize(1);
        assertThat(cloud.ledger())
                .filteredOn(line -> !line.contains("IMAGE_FILE"))
                .hasSize(4)
                .allMatch(line -> line.startsWith("PRESENT "));
    }

    @Test
    void deletedVmLeavesTheHostAsItWas() {
        HostSnapshot before = cloud.snapshot();
        Vm vm = cloud.create("web");

        cloud.iaas.compute().delete(vm.id()).await(PATIENCE);

        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.ledger()).allMatch(line -> line.contains("IMAGE_FILE"));
        assertThat(cloud.iaas.compute().find("web")).isEmpty();
    }

    @Test
    void nameIsFreeAgainAfterADelete() {
        cloud.iaas.compute().delete(cloud.create("web").id()).await(PATIENCE);

        assertThat(cloud.create("web").state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void takenNameIsRefusedBeforeAnythingChanges() {
        cloud.create("web");
        HostSnapshot before = cloud.snapshot();

        assertThatThrownBy(() -> cloud.create("web"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("web")
                .extracting("code")
                .isEqualTo(ErrorCode.NAME_TAKEN);
        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void guestThatObeysIsStoppedAndStartedAgain() {
        Vm vm = cloud.create("web");

        assertThat(cloud.iaas.compute().stop(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.STOPPED);
        assertThat(cloud.iaas.compute().get(vm.id()).state()).isEqualTo(VmState.STOPPED);
        assertThat(cloud.iaas.compute().start(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void pausedVmIsResumed() {
        Vm vm = cloud.create("web");

        assertThat(cloud.iaas.compute().pause(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.PAUSED);
        assertThat(cloud.iaas.compute().resume(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void rebootAndResetLeaveTheVmRunning() {
        Vm vm = cloud.create("web");

        assertThat(cloud.iaas.compute().reboot(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
        assertThat(cloud.iaas.compute().reset(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void operationsOnOneVmRunInTheOrderOfSubmission() {
        Vm vm = cloud.create("web");

        var stop = cloud.iaas.compute().stop(vm.id());
        var start = cloud.iaas.compute().start(vm.id());
        var pause = cloud.iaas.compute().pause(vm.id());

        assertThat(pause.await(PATIENCE).state()).isEqualTo(VmState.PAUSED);
        assertThat(stop.info().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(start.info().state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void callThatWasSubmittedJustAsAnotherEndedIsJudgedByWhatThatLeft() {
        Vm vm = cloud.create("web");
        AtomicBoolean recorded = new AtomicBoolean();
        cloud.hypervisor.listen((call, point) -> {
            boolean look = call == SimulatedCall.LIST_STATES && point == CallListener.Point.AFTER_EFFECT;
            if (look && !recorded.getAndSet(true)) {
                cloud.repositories.write(session -> session.vms().update(vm.withState(VmState.STOPPED)));
            }
        });

        var start = cloud.iaas.compute().start(vm.id());

        assertThat(start.await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void callThatTheStateForbidsIsRefused() {
        Vm vm = cloud.create("web");

        assertThatThrownBy(() -> cloud.iaas.compute().start(vm.id()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("RUNNING");
        assertThatThrownBy(() -> cloud.iaas.compute().resume(vm.id())).isInstanceOf(ConflictException.class);
    }

    @Test
    void renamedVmIsFoundUnderItsNewNameOnly() {
        Vm vm = cloud.create("web");

        cloud.iaas.compute().rename(vm.id(), "shop").await(PATIENCE);

        assertThat(cloud.iaas.compute().find("web")).isEmpty();
        assertThat(cloud.iaas.compute().get("shop").id()).isEqualTo(vm.id());
        assertThat(cloud.snapshot().domains().values()).extracting("title").containsExactly("shop");
    }

    @Test
    void guestThatPowersOffByItselfIsSeenStopped() {
        Vm vm = cloud.create("web");

        cloud.host.powerOffFromInside(vm.id());

        assertThat(cloud.iaas.compute().get(vm.id()).state()).isEqualTo(VmState.STOPPED);
        assertThat(cloud.iaas.compute().start(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void consoleLogTellsWhatTheGuestWrote() {
        Vm vm = cloud.iaas
                .compute()
                .create(aVm("web")
                        .waitFor(Wait.until(WaitCondition.console("ready"), Duration.ofMinutes(1)))
                        .build())
                .await(PATIENCE);

        assertThat(cloud.iaas.compute().consoleLog(vm.id(), 1000)).contains("simulated guest ready");
    }

    @Test
    void listsPagesByLabelStateAndPrefixWithTwoCallsToTheHost() {
        IntStream.range(0, 12)
                .mapToObj(i -> cloud.iaas
                        .compute()
                        .create(aVm("vm-" + i)
                                .label("even", Boolean.toString(i % 2 == 0))
                                .build()))
                .toList()
                .forEach(operation -> operation.await(PATIENCE));
        VmQuery even =
                VmQuery.all().withLabel("even", "true").withNamePrefix("vm-").inState(VmState.RUNNING);
        cloud.hypervisor.calls().clear();

        Page<Vm> first = cloud.iaas.compute().list(even, PageRequest.first(4));
        assertThat(cloud.hypervisor.calls().list())
                .containsExactlyInAnyOrder(SimulatedCall.LIST_STATES, SimulatedCall.LIST_LEASES);
        Page<Vm> second = cloud.iaas
                .compute()
                .list(even, PageRequest.first(4).after(first.next().orElseThrow()));

        assertThat(first.items()).extracting(Vm::name).containsExactly("vm-0", "vm-2", "vm-4", "vm-6");
        assertThat(second.items()).extracting(Vm::name).containsExactly("vm-8", "vm-10");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void labelsAndDescriptionAreReplaced() {
        Vm vm = cloud.create("web");

        cloud.iaas.compute().setLabels(vm.id(), Map.of("tier", "front"));
        Vm changed = cloud.iaas.compute().setDescription(vm.id(), "two words");

        assertThat(changed.labels()).containsExactly(Map.entry("tier", "front"));
        assertThat(changed.description()).isEqualTo("two words");
    }

    @Test
    void deleteOfAVmThatIsBeingCreatedEndsTheCreateAndLeavesNothing() {
        HostSnapshot before = cloud.snapshot();
        var create = cloud.iaas
                .compute()
                .create(aVm("web")
                        .waitFor(Wait.until(WaitCondition.console("never"), Duration.ofDays(1)))
                        .build());

        cloud.iaas.compute().delete(cloud.iaas.compute().get("web").id()).await(PATIENCE);

        assertThat(create.info().state().settled()).isTrue();
        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.iaas.compute().find("web")).isEmpty();
    }

    @Test
    void deleteOfAMachineWhoseDomainSomebodyRemovedLeavesNoLineOfItInTheLedger() {
        List<String> ledger = cloud.ledger();
        Vm vm = cloud.create("web");
        cloud.host.removeDomain(vm.id().value());

        cloud.delete(vm);

        assertThat(cloud.ledger()).isEqualTo(ledger);
    }

    @Test
    void unknownVmIsNamed() {
        assertThatThrownBy(() -> cloud.iaas.compute().get("nobody"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void guestThatDoesNotObeyIsLeftRunningOrForcedAsAsked() {
        try (Cloud deaf = Cloud.withGuests(SimulatedGuest.booting().deafToRequests())) {
            Vm vm = deaf.create("web");

            assertThatThrownBy(() -> deaf.iaas
                            .compute()
                            .stop(vm.id(), Duration.ofSeconds(30), false)
                            .await(PATIENCE))
                    .asInstanceOf(InstanceOfAssertFactories.type(OperationFailedException.class))
                    .extracting(OperationFailedException::code)
                    .isEqualTo(ErrorCode.GUEST_TIMEOUT);
            assertThat(deaf.iaas.compute().get(vm.id()).state()).isEqualTo(VmState.RUNNING);

            Vm stopped = deaf.iaas
                    .compute()
                    .stop(vm.id(), Duration.ofSeconds(30), true)
                    .await(PATIENCE);
            assertThat(stopped.state()).isEqualTo(VmState.STOPPED);
        }
    }

    @Test
    void tenCreatesRunInParallel() {
        List<Vm> vms =
                IntStream.range(0, 10)
                        .mapToObj(
                                i -> cloud.iaas.compute().create(aVm("vm-" + i).build()))
                        .toList()
                        .stream()
                        .map(operation -> operation.await(PATIENCE))
                        .toList();

        assertThat(vms).extracting(Vm::state).containsOnly(VmState.RUNNING);
        assertThat(vms.stream().flatMap(vm -> vm.nics().stream()).map(nic -> nic.mac()))
                .doesNotHaveDuplicates();
    }
}
