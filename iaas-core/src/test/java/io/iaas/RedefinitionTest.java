package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.PageRequest;
import io.iaas.reconcile.Drift.Action;
import io.iaas.reconcile.Drift.Kind;
import io.iaas.spi.hypervisor.DomainSpec;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A domain that is gone, or that a lost worker defined last, is defined again by an operation. */
class RedefinitionTest {
    private final Cloud cloud = Cloud.withImage();
    private final Repairs repairs = new Repairs(cloud);
    private final LostWorker lost = new LostWorker(cloud);

    @AfterEach
    void close() {
        cloud.close();
    }

    private List<OperationInfo> redefinitions(Vm vm) {
        return cloud
                .iaas
                .operations()
                .list(OperationQuery.all().on(vm.id().value()), PageRequest.first(100))
                .items()
                .stream()
                .filter(operation -> operation.kind().equals(OperationKind.VM_REDEFINE))
                .toList();
    }

    @Test
    void domainThatIsGoneIsDefinedAgainAndTheMachineStarts() {
        Vm vm = cloud.create("web");
        HostSnapshot before = cloud.snapshot();
        cloud.host.removeDomain(vm.id().value());

        assertThat(repairs.only(Kind.MISSING_DOMAIN).outcome().action()).isEqualTo(Action.REPAIRED);

        assertThat(cloud.recorded(vm)).isEqualTo(VmState.STOPPED);
        assertThat(cloud.snapshot().volumes()).isEqualTo(before.volumes());
        assertThat(redefinitions(vm)).extracting(OperationInfo::state).containsExactly(OperationState.SUCCEEDED);
        repairs.assertClean();
        assertThat(cloud.iaas.compute().start(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
        cloud.delete(vm);
        repairs.assertClean();
    }

    @Test
    void manyDomainsAreDefinedSideBySide() {
        for (int i = 0; i < 6; i++) {
            cloud.host.removeDomain(cloud.create("vm-" + i).id().value());
        }

        assertThat(repairs.run().with(Action.REPAIRED)).hasSize(6);

        repairs.assertClean();
    }

    @Test
    void redefinitionThatFailsLeavesTheMachineAsItWas() {
        Vm vm = cloud.create("web");
        cloud.host.removeDomain(vm.id().value());
        HostSnapshot before = cloud.snapshot();
        cloud.hypervisor.faults().inject(Fault.after(SimulatedCall.DEFINE_DOMAIN, ErrorCode.HYPERVISOR_TIMEOUT));

        assertThat(repairs.only(Kind.MISSING_DOMAIN).outcome().action()).isEqualTo(Action.FAILED);

        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.recorded(vm)).isEqualTo(VmState.RUNNING);
        assertThat(redefinitions(vm)).extracting(OperationInfo::state).containsExactly(OperationState.ROLLED_BACK);
        assertThat(repairs.only(Kind.MISSING_DOMAIN).outcome().action()).isEqualTo(Action.REPAIRED);
    }

    @Test
    void machineWhoseDiskIsGoneIsNotDefinedAgain() {
        Vm vm = cloud.create("web");
        cloud.host.removeDomain(vm.id().value());
        cloud.host.removeVolume(cloud.names().disk(vm.id()));
        HostSnapshot before = cloud.snapshot();

        assertThat(repairs.run().drifts())
                .allSatisfy(drift -> assertThat(drift.outcome().action()).isEqualTo(Action.REPORTED));

        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(redefinitions(vm)).isEmpty();
        cloud.delete(vm);
        repairs.assertClean();
    }

    @Test
    void domainThatCameBackBeforeItsTurnIsLeftAsItIs() {
        Vm vm = cloud.create("web");
        DomainSpec spec = lost.domainOf(vm);
        cloud.host.removeDomain(vm.id().value());
        cloud.onceAfter(SimulatedCall.LIST_CONSOLES, () -> {
            lost.defines(spec);
            lost.driver.power().start(spec.ref());
        });

        assertThat(repairs.only(Kind.MISSING_DOMAIN).outcome().action()).isEqualTo(Action.REFUSED);

        assertThat(redefinitions(vm)).isEmpty();
        repairs.assertClean();
    }

    @Test
    void staleDomainIsDefinedAnewOnceItsGuestIsOff() {
        Vm vm = cloud.create("web");
        DomainSpec spec = lost.domainOf(vm);
        lost.definesUnderAnotherClaim(spec);

        assertThat(repairs.only(Kind.STALE_EPOCH).outcome().action()).isEqualTo(Action.REFUSED);
        assertThat(cloud.recorded(vm)).isEqualTo(VmState.RUNNING);

        cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE);
        assertThat(repairs.only(Kind.STALE_EPOCH).outcome().action()).isEqualTo(Action.REPAIRED);
        repairs.assertClean();
        assertThat(cloud.iaas.compute().start(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void staleDomainSurvivesAFailedRedefinition() {
        Vm vm = cloud.create("web");
        cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE);
        lost.definesUnderAnotherClaim(lost.domainOf(vm));
        HostSnapshot before = cloud.snapshot();
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.DEFINE_DOMAIN, ErrorCode.HYPERVISOR_REFUSED));

        assertThat(repairs.only(Kind.STALE_EPOCH).outcome().action()).isEqualTo(Action.FAILED);

        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(repairs.only(Kind.STALE_EPOCH).outcome().action()).isEqualTo(Action.REPAIRED);
    }
}
