package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.image.ImageSpec;
import io.iaas.memory.CallListener;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.DomainRef;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure at any call to the host, before or after its effect, leaves host and records as they were. */
class RollbackTest {
    private final Cloud cloud = Cloud.withImage();

    @AfterEach
    void close() {
        cloud.close();
    }

    /** Every call that the work makes, counted, so that no step of it is left out. */
    static Stream<Arguments> callsOf(Set<SimulatedCall> calls) {
        return calls.stream()
                .flatMap(call -> Stream.of(CallListener.Point.BEFORE_EFFECT, CallListener.Point.AFTER_EFFECT)
                        .flatMap(point -> Stream.of(
                                        ErrorCode.HYPERVISOR_REFUSED,
                                        ErrorCode.HYPERVISOR_UNAVAILABLE,
                                        ErrorCode.HYPERVISOR_TIMEOUT)
                                .map(code -> Arguments.of(call, point, code))));
    }

    static Stream<Arguments> callsOfCreate() {
        return callsOf(
                callsMadeBy(cloud -> cloud.iaas.compute().create(aVm("web").build())));
    }

    static Stream<Arguments> callsOfImport() {
        return callsOf(callsMadeBy(cloud -> importOther(cloud)));
    }

    private static Operation<?> importOther(Cloud cloud) {
        return cloud.iaas.images().importImage(ImageSpec.disk("other", new ByteArrayInputStream(new byte[4096])));
    }

    private static Set<SimulatedCall> callsMadeBy(java.util.function.Function<Cloud, Operation<?>> work) {
        try (Cloud cloud = Cloud.withImage()) {
            cloud.hypervisor.calls().clear();
            work.apply(cloud).await(PATIENCE);
            return Set.copyOf(cloud.hypervisor.calls().list());
        }
    }

    @ParameterizedTest
    @MethodSource("callsOfCreate")
    void createThatFailsLeavesNothing(SimulatedCall call, CallListener.Point point, ErrorCode code) {
        failsAndLeavesNothing(() -> cloud.iaas.compute().create(aVm("web").build()), call, point, code);
        assertThat(cloud.iaas
                        .compute()
                        .list(VmQuery.all(), PageRequest.first(10))
                        .items())
                .isEmpty();
        assertThat(cloud.create("web").state()).isEqualTo(VmState.RUNNING);
    }

    @ParameterizedTest
    @MethodSource("callsOfImport")
    void importThatFailsLeavesNothing(SimulatedCall call, CallListener.Point point, ErrorCode code) {
        failsAndLeavesNothing(() -> importOther(cloud), call, point, code);
        assertThat(cloud.iaas.images().find("other")).isEmpty();
        assertThat(importOther(cloud).await(PATIENCE)).isNotNull();
    }

    private void failsAndLeavesNothing(
            Supplier<Operation<?>> work, SimulatedCall call, CallListener.Point point, ErrorCode code) {
        HostSnapshot before = cloud.snapshot();
        List<String> ledger = cloud.ledger();
        cloud.hypervisor.faults().inject(fault(call, point, code));

        Operation<?> operation = work.get();
        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> operation.await(PATIENCE));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.operation().state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(failure.evidence().notUndone()).isEmpty();
        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.ledger()).isEqualTo(ledger);
    }

    private static Fault fault(SimulatedCall call, CallListener.Point point, ErrorCode code) {
        return point == CallListener.Point.BEFORE_EFFECT ? Fault.before(call, code) : Fault.after(call, code);
    }

    @Test
    void deleteThatFailsBeforeItsDomainIsGoneGivesTheVmBack() {
        Vm vm = cloud.create("web");
        HostSnapshot before = cloud.snapshot();
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.POWER_OFF, ErrorCode.HYPERVISOR_REFUSED));

        assertThatThrownBy(() -> cloud.iaas.compute().delete(vm.id()).await(PATIENCE))
                .isInstanceOf(OperationFailedException.class);

        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.iaas.compute().get("web").state()).isEqualTo(VmState.RUNNING);
        cloud.iaas.compute().delete(vm.id()).await(PATIENCE);
    }

    @Test
    void deleteWhosePowerCutGotThroughStartsTheVmAgainWhenItTurnsBack() {
        Vm vm = cloud.create("web");
        cloud.hypervisor.faults().inject(Fault.after(SimulatedCall.POWER_OFF, ErrorCode.HYPERVISOR_TIMEOUT));

        assertThatThrownBy(() -> cloud.iaas.compute().delete(vm.id()).await(PATIENCE))
                .isInstanceOf(OperationFailedException.class);

        assertThat(cloud.iaas.compute().get("web").state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void deleteThatFailsBehindItsPivotGoesForwardUntilItIsDone() {
        HostSnapshot before = cloud.snapshot();
        Vm vm = cloud.create("web");
        cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.DELETE_VOLUME, ErrorCode.HYPERVISOR_UNAVAILABLE)
                        .times(2));

        cloud.iaas.compute().delete(vm.id()).await(PATIENCE);

        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.iaas.compute().find("web")).isEmpty();
    }

    @Test
    void undoThatFailsIsTriedAgain() {
        HostSnapshot before = cloud.snapshot();
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));
        cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.UNDEFINE_DOMAIN, ErrorCode.HYPERVISOR_UNAVAILABLE)
                        .times(2));

        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> cloud.create("web"));

        assertThat(failure.code()).isEqualTo(ErrorCode.HYPERVISOR_REFUSED);
        assertThat(failure.evidence().step()).contains("start-domain");
        assertThat(failure.evidence().undone()).contains("start-domain", "define-domain", "create-disk");
        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void domainThatIsStartedBehindTheUndoOfItsCreateIsRemovedAllTheSame() {
        HostSnapshot before = cloud.snapshot();
        SimulatedHypervisor lostWorker = SimulatedHypervisor.connect(cloud.host);
        cloud.hypervisor.faults().inject(Fault.after(SimulatedCall.START, ErrorCode.HYPERVISOR_TIMEOUT));
        cloud.hypervisor.listen((call, point) -> {
            if (call == SimulatedCall.POWER_OFF
                    && point == CallListener.Point.AFTER_EFFECT
                    && lostWorker.calls().count(SimulatedCall.START) == 0) {
                lostWorker.power().start(domainOf("web"));
            }
        });

        assertThatThrownBy(() -> cloud.create("web")).isInstanceOf(OperationFailedException.class);

        assertThat(lostWorker.calls().count(SimulatedCall.START)).isOne();
        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    private DomainRef domainOf(String name) {
        VmId id = cloud.iaas.compute().get(name).id();
        String installation = cloud.repositories.read(session -> session.installation());
        return new DomainRef(id, "iaas-" + installation + "-" + id, installation);
    }

    @Test
    void foreignDiskOfOurNameIsNeitherUsedNorTouched() {
        cloud.hypervisor.listen((call, point) -> {
            if (call == SimulatedCall.FIND_VOLUME && point == CallListener.Point.BEFORE_EFFECT) {
                foreignDisk();
            }
        });

        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> cloud.create("web"));

        assertThat(failure.code()).isEqualTo(ErrorCode.FOREIGN_RESOURCE);
        assertThat(cloud.snapshot().volumes().keySet()).anyMatch(name -> name.endsWith("-disk0"));
        assertThat(cloud.snapshot().domains()).isEmpty();
    }

    private void foreignDisk() {
        Optional<Vm> vm =
                cloud.repositories.read(session -> session.vms().findByName(io.iaas.identity.Project.DEFAULT, "web"));
        String installation = cloud.repositories.read(session -> session.installation());
        vm.map(v -> new io.iaas.spi.hypervisor.VolumeName("iaas-" + installation + "-" + v.id() + "-disk0"))
                .filter(name -> !cloud.snapshot().volumes().containsKey(name.value()))
                .ifPresent(cloud.host::addForeignVolume);
    }
}
