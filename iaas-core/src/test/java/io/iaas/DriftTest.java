package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.reconcile.Drift;
import io.iaas.reconcile.Drift.Cure;
import io.iaas.reconcile.Drift.Kind;
import io.iaas.reconcile.Drift.ResourceType;
import io.iaas.reconcile.DriftReport;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.ResourceKey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A report tells every kind of drift, and changes nothing. */
class DriftTest {
    private final Cloud cloud = Cloud.withImage();
    private final LostWorker lost = new LostWorker(cloud);

    @AfterEach
    void close() {
        cloud.close();
    }

    private DriftReport report() {
        HostSnapshot before = cloud.snapshot();
        List<String> ledger = cloud.ledger();
        cloud.passTheMoment();
        DriftReport report = cloud.iaas.reconcile().report();
        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.ledger()).isEqualTo(ledger);
        assertThat(report.drifts())
                .allSatisfy(drift -> assertThat(drift.outcome()).isEqualTo(Drift.Outcome.REPORTED));
        return report;
    }

    private void assertOnly(Kind kind, ResourceType type, String name, UUID owner, Cure cure) {
        assertThat(report().drifts())
                .extracting(
                        Drift::kind, Drift::resource, drift -> drift.ownerId().orElseThrow(), Drift::cure)
                .containsExactly(tuple(kind, new Drift.Resource(type, name), owner, cure));
    }

    private void put(ResourceKey.Kind kind, String key, UUID owner, LedgerEntry.State state) {
        ResourceKey resource = new ResourceKey(kind, cloud.hypervisor.hostId(), key);
        cloud.repositories.<Boolean>write(session -> {
            session.ledger().put(new LedgerEntry(resource, owner, state));
            return true;
        });
    }

    @Test
    void hostThatHasWhatTheRecordsSayHasNoDrift() {
        cloud.create("running");
        cloud.iaas.compute().pause(cloud.create("paused").id()).await(PATIENCE);
        cloud.iaas.compute().forceStop(cloud.create("stopped").id()).await(PATIENCE);
        cloud.delete(cloud.create("deleted"));

        DriftReport report = report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.clean()).isTrue();
        assertThat(report.scanned()).isEqualTo(new DriftReport.Scanned(3, 10, 13, 3, 1, 0));
    }

    @Test
    void scanTakesThreeCallsHoweverManyMachinesThereAre() {
        for (int machines = 0; machines < 12; machines += 4) {
            for (int i = 0; i < 4; i++) {
                cloud.create("vm-" + machines + i);
            }
            cloud.hypervisor.calls().clear();
            cloud.iaas.reconcile().report();
            assertThat(cloud.hypervisor.calls().list())
                    .containsExactlyInAnyOrder(
                            SimulatedCall.LIST_DOMAINS, SimulatedCall.LIST_VOLUMES, SimulatedCall.LIST_CONSOLES);
        }
    }

    @Test
    void domainThatALostWorkerDefinedAfterTheDeleteIsAGhost() {
        Vm vm = cloud.create("web");
        DomainSpec spec = lost.domainOf(vm);
        cloud.delete(vm);
        lost.defines(spec);

        assertOnly(
                Kind.GHOST_DOMAIN,
                ResourceType.DOMAIN,
                spec.ref().name(),
                vm.id().value(),
                Cure.REAP);
    }

    @Test
    void fileOfADeletedMachineOrImageIsAnOrphan() {
        Vm vm = cloud.create("web");
        Image image = cloud.importImage("other");
        cloud.delete(vm);
        cloud.iaas.images().delete(image.id()).await(PATIENCE);
        lost.makes(cloud.names().disk(vm.id()));
        lost.makes(cloud.names().seed(vm.id()));
        lost.makesLog(cloud.names().console(vm.id()));
        lost.makes(cloud.names().imageFile(image.id(), ImageFile.Role.DISK));

        assertThat(report().drifts())
                .allSatisfy(drift -> {
                    assertThat(drift.kind()).isEqualTo(Kind.ORPHAN_VOLUME);
                    assertThat(drift.cure()).isEqualTo(Cure.REAP);
                })
                .extracting(drift -> drift.resource().type())
                .containsExactly(
                        ResourceType.DISK, ResourceType.SEED, ResourceType.CONSOLE_LOG, ResourceType.IMAGE_FILE);
    }

    @Test
    void imageFileThatAMachineLiesOnIsNoOrphan() {
        Vm vm = cloud.create("web");
        cloud.repositories.<Boolean>write(session -> session.images().delete(vm.projectId(), vm.imageId()));

        assertThat(report().drifts()).isEmpty();
    }

    @Test
    void domainThatIsGoneIsMissingAndCanBeDefinedAgainWhileItsDisksAreThere() {
        Vm vm = cloud.create("web");
        cloud.host.removeDomain(vm.id().value());
        String name = cloud.names().domain(vm.id()).name();

        assertOnly(Kind.MISSING_DOMAIN, ResourceType.DOMAIN, name, vm.id().value(), Cure.REPAIR);

        cloud.host.removeVolume(cloud.names().disk(vm.id()));
        assertThat(report().drifts())
                .extracting(Drift::kind, Drift::cure)
                .containsExactly(tuple(Kind.MISSING_DOMAIN, Cure.OPERATOR), tuple(Kind.MISSING_VOLUME, Cure.OPERATOR));
    }

    @Test
    void domainWhoseNameOrUuidAForeignerTookIsMissingAndLeftToTheOperator() {
        Vm byName = cloud.create("by-name");
        Vm byUuid = cloud.create("by-uuid");
        String name = cloud.names().domain(byName.id()).name();
        cloud.host.removeDomain(byName.id().value());
        cloud.host.removeDomain(byUuid.id().value());
        cloud.host.addForeignDomain(name, UUID.randomUUID());
        cloud.host.addForeignDomain("theirs", byUuid.id().value());

        DriftReport report = report();

        assertThat(report.of(Kind.MISSING_DOMAIN))
                .hasSize(2)
                .allSatisfy(drift -> assertThat(drift.cure()).isEqualTo(Cure.OPERATOR));
        assertThat(report.of(Kind.UNKNOWN))
                .extracting(drift -> drift.resource().name())
                .containsExactly(name);
    }

    @Test
    void everyFileThatIsGoneIsMissing() {
        Vm vm = cloud.create("web");
        for (VolumeName file : List.of(
                cloud.names().disk(vm.id()),
                cloud.names().seed(vm.id()),
                cloud.names().imageFile(vm.imageId(), ImageFile.Role.DISK))) {
            cloud.host.removeVolume(file);
        }
        lost.driver.consoles().delete(cloud.names().console(vm.id()));

        assertThat(report().drifts())
                .extracting(Drift::kind, drift -> drift.resource().type(), Drift::cure)
                .containsExactly(
                        tuple(Kind.MISSING_VOLUME, ResourceType.DISK, Cure.OPERATOR),
                        tuple(Kind.MISSING_VOLUME, ResourceType.SEED, Cure.OPERATOR),
                        tuple(Kind.MISSING_VOLUME, ResourceType.CONSOLE_LOG, Cure.OPERATOR),
                        tuple(Kind.MISSING_VOLUME, ResourceType.IMAGE_FILE, Cure.OPERATOR));
    }

    @Test
    void guestThatPoweredItselfOffDriftsFromItsRecord() {
        Vm vm = cloud.create("web");
        cloud.host.powerOffFromInside(vm.id());

        assertOnly(
                Kind.STATE_DRIFT,
                ResourceType.DOMAIN,
                cloud.names().domain(vm.id()).name(),
                vm.id().value(),
                Cure.REPAIR);
    }

    @Test
    void machineThatIsBeingMadeByNobodyIsLeftToTheOperator() {
        Vm vm = cloud.create("web");
        cloud.repositories.write(session -> session.vms().update(vm.withState(VmState.CREATING)));

        assertOnly(
                Kind.STATE_DRIFT,
                ResourceType.DOMAIN,
                cloud.names().domain(vm.id()).name(),
                vm.id().value(),
                Cure.OPERATOR);
    }

    @Test
    void domainThatALostWorkerDefinedAgainIsStale() {
        Vm vm = cloud.create("web");
        lost.definesUnderAnotherClaim(lost.domainOf(vm));

        assertOnly(
                Kind.STALE_EPOCH,
                ResourceType.DOMAIN,
                cloud.names().domain(vm.id()).name(),
                vm.id().value(),
                Cure.REPAIR);
    }

    @Test
    void lineOfTheLedgerThatSpeaksOfWorkOrAbsenceWhereTheResourceIsDrifts() {
        Vm vm = cloud.create("web");
        UUID id = vm.id().value();
        String domain = cloud.names().domain(vm.id()).name();
        put(ResourceKey.Kind.DOMAIN, domain, id, LedgerEntry.State.ABSENT);
        put(ResourceKey.Kind.DISK, cloud.names().disk(vm.id()).value(), id, LedgerEntry.State.PLANNED);
        put(ResourceKey.Kind.SEED, cloud.names().seed(vm.id()).value(), id, LedgerEntry.State.DELETING);

        assertThat(report().drifts())
                .extracting(Drift::kind, drift -> drift.resource().type(), Drift::cure)
                .containsExactly(
                        tuple(Kind.LEDGER_DRIFT, ResourceType.DOMAIN, Cure.REPAIR),
                        tuple(Kind.LEDGER_DRIFT, ResourceType.DISK, Cure.REPAIR),
                        tuple(Kind.LEDGER_DRIFT, ResourceType.SEED, Cure.REPAIR));
    }

    @Test
    void lineOfTheLedgerOfWhatIsGoneAndNobodyNeedsDrifts() {
        UUID nobody = UUID.randomUUID();
        String disk = cloud.names().disk(new VmId(nobody)).value();
        put(ResourceKey.Kind.DISK, disk, nobody, LedgerEntry.State.PRESENT);

        assertOnly(Kind.LEDGER_DRIFT, ResourceType.DISK, disk, nobody, Cure.REPAIR);
    }
}
