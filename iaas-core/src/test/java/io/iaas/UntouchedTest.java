package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.reconcile.Drift;
import io.iaas.reconcile.Drift.Cure;
import io.iaas.reconcile.Drift.Kind;
import io.iaas.reconcile.DriftReport;
import io.iaas.reconcile.ReapLimit;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.OwnerTag;
import io.iaas.spi.hypervisor.VolumeName;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is not provably ours, and what an operation is at work on, is neither judged nor touched. */
class UntouchedTest {
    private final Cloud cloud = Cloud.ofOneAttempt();
    private final LostWorker lost = new LostWorker(cloud);

    @AfterEach
    void close() {
        cloud.close();
    }

    /** Repairs and reaps, asserts that the host is as it was, and returns what was reported. */
    private DriftReport untouched() {
        cloud.passTheMoment();
        HostSnapshot before = cloud.snapshot();
        List<String> ledger = cloud.ledger();
        cloud.iaas.reconcile().repair();
        DriftReport report = cloud.iaas.reconcile().reap(Duration.ofDays(1), new ReapLimit(1000, 1));
        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.ledger()).isEqualTo(ledger);
        return report;
    }

    @Test
    void thingsUnderOurNameThatTheLedgerDoesNotKnowAreUnknown() {
        VmId nobody = new VmId(UUID.randomUUID());
        lost.makes(cloud.names().disk(nobody));
        String odd = "iaas-" + cloud.names().installation() + "-odd";
        cloud.host.addForeignVolume(new VolumeName(odd));
        Vm vm = cloud.create("web");
        lost.defines(withRef(lost.domainOf(vm), cloud.names().domain(nobody)));

        assertThat(untouched().drifts())
                .extracting(Drift::kind, drift -> drift.resource().name(), Drift::cure)
                .containsExactlyInAnyOrder(
                        tuple(Kind.UNKNOWN, cloud.names().domain(nobody).name(), Cure.OPERATOR),
                        tuple(Kind.UNKNOWN, cloud.names().disk(nobody).value(), Cure.OPERATOR),
                        tuple(Kind.UNKNOWN, odd, Cure.OPERATOR));
    }

    @Test
    void cloneThatSomebodyMadeOfOurDomainWithItsMarkIsUnknown() {
        Vm vm = cloud.create("web");
        DomainRef clone = new DomainRef(
                new VmId(UUID.randomUUID()), "web-clone", cloud.names().installation());
        lost.defines(new DomainSpec(
                clone,
                lost.domainOf(vm).owner(),
                "",
                1,
                128,
                lost.domainOf(vm).boot(),
                List.of(),
                List.of(),
                Optional.empty()));

        assertThat(untouched().drifts())
                .extracting(Drift::kind, drift -> drift.resource().name())
                .containsExactly(tuple(Kind.UNKNOWN, "web-clone"));
    }

    @Test
    void whatOthersHaveIsNoDrift() {
        cloud.create("web");
        cloud.host.addForeignDomain("theirs", UUID.randomUUID());
        cloud.host.addForeignVolume(new VolumeName("theirs.qcow2"));
        try (Iaas other = Iaas.builder()
                .hypervisor(SimulatedHypervisor.connect(cloud.host))
                .timeSource(cloud.time)
                .build()) {
            other.images()
                    .importImage(ImageSpec.disk(Cloud.IMAGE, new ByteArrayInputStream(new byte[4096])))
                    .await(PATIENCE);
            other.compute().create(aVm("web").build()).await(PATIENCE);
            cloud.passTheMoment();

            assertThat(untouched().drifts()).isEmpty();
            assertThat(other.reconcile().repair().drifts()).isEmpty();
            assertThat(other.reconcile().reap(Duration.ZERO).drifts()).isEmpty();
            assertThat(cloud.snapshot().domains()).hasSize(3);
        }
    }

    @Test
    void operationsUnderWayAreLeftAlone() throws InterruptedException {
        Vm web = cloud.create("web");
        InjectedFault making = cloud.hypervisor.faults().inject(Fault.hangAfter(SimulatedCall.DEFINE_DOMAIN));
        InjectedFault removing = cloud.hypervisor.faults().inject(Fault.hangAfter(SimulatedCall.UNDEFINE_DOMAIN));
        Operation<Vm> create = cloud.iaas.compute().create(aVm("slow").build());
        Operation<VmId> delete = cloud.iaas.compute().delete(web.id());
        assertThat(making.awaitHit(PATIENCE)).isTrue();
        assertThat(removing.awaitHit(PATIENCE)).isTrue();

        DriftReport report = report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.scanned().busy()).isEqualTo(2);
        cloud.hypervisor.faults().clear();
        create.await(PATIENCE);
        delete.await(PATIENCE);
    }

    /** The time that a reap lets pass would let hanging calls time out. */
    private DriftReport report() {
        cloud.iaas.reconcile().repair();
        return cloud.iaas.reconcile().reap(Duration.ZERO);
    }

    @Test
    void blockedOperationProtectsWhatIsLeftOfIt() {
        cloud.create("web");
        Blocking.DELETE_BEHIND_ITS_PIVOT.on(cloud);

        assertThat(untouched().drifts()).isEmpty();
    }

    @Test
    void whatAGivenUpDeleteLeftBelongsToItsMachine() {
        Vm vm = cloud.create("web");
        Operation<?> delete = Blocking.DELETE_BEHIND_ITS_PIVOT.on(cloud);
        cloud.iaas.operations().abandon(delete.id());
        cloud.passTheMoment();
        HostSnapshot left = cloud.snapshot();

        assertThat(cloud.iaas.reconcile().repair().drifts()).allSatisfy(drift -> {
            assertThat(drift.kind()).isEqualTo(Kind.LEDGER_DRIFT);
            assertThat(drift.outcome().action()).isEqualTo(Drift.Action.REPAIRED);
        });

        assertThat(untouched().drifts()).isEmpty();
        assertThat(cloud.snapshot()).isEqualTo(left);
        cloud.delete(vm);
        assertThat(untouched().drifts()).isEmpty();
        assertThat(cloud.snapshot().volumes()).hasSize(1);
    }

    @Test
    void operationsThatBeginAndEndWithinAScanMakeNoDrift() {
        Vm stopping = cloud.create("stopping");
        Vm deleting = cloud.create("deleting");
        cloud.onceAfter(SimulatedCall.LIST_DOMAINS, () -> {
            cloud.iaas.compute().forceStop(stopping.id()).await(PATIENCE);
            cloud.delete(deleting);
            cloud.create("creating");
        });

        DriftReport report = reportAtRest();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.scanned().busy()).isEqualTo(3);
        assertThat(untouched().drifts()).isEmpty();
    }

    @Test
    void operationsThatEndAfterTheLastLookOfAScanMakeNoDrift() {
        Vm vm = cloud.create("web");
        cloud.onceAfter(SimulatedCall.LIST_CONSOLES, () -> cloud.delete(vm));

        assertThat(reportAtRest().drifts()).isEmpty();
        assertThat(untouched().drifts()).isEmpty();
    }

    private DriftReport reportAtRest() {
        cloud.passTheMoment();
        return cloud.iaas.reconcile().report();
    }

    private static DomainSpec withRef(DomainSpec spec, DomainRef ref) {
        return new DomainSpec(
                ref,
                new OwnerTag(
                        ref.installation(),
                        spec.owner().projectId(),
                        ref.vmId().value(),
                        spec.owner().operationId(),
                        spec.owner().epoch()),
                spec.title(),
                spec.vcpus(),
                spec.memoryMib(),
                spec.boot(),
                spec.disks(),
                spec.nics(),
                spec.consoleLog());
    }
}
