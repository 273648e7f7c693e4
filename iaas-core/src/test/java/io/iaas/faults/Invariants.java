package io.iaas.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.memory.HostSnapshot;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationTarget;
import io.iaas.quota.QuotaResource;
import io.iaas.quota.ResourceAmounts;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.StoredOperation;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds after every history, told from the host and the tables alone, without the engine. */
final class Invariants {
    private static final Set<OperationKind> LOSE_POWER_FOR_GOOD =
            Set.of(OperationKind.VM_STOP, OperationKind.VM_FORCE_STOP);

    private final World world;
    private final Course course;
    private final Canary canary;
    private final boolean powerComesBack;
    private final Set<String> start;

    Invariants(World world, Course course, Canary canary) {
        this.world = world;
        this.course = course;
        this.canary = canary;
        this.powerComesBack = !LOSE_POWER_FOR_GOOD.contains(course.scenario().kind());
        this.start = Shape.of(world, powerComesBack);
    }

    void check(Outcome outcome, Standing end) {
        Records records = Records.of(world);
        if (outcome == Outcome.UNDO_BLOCKED) {
            blockedHoldsOnlyWhatTheLedgerTells(records, owned(world.snapshot(), records), end);
        } else {
            hostLedgerAndRecordsAgree(records, owned(world.snapshot(), records));
            nothingElseIsLeft(end);
            Set<String> goal = outcome == Outcome.SUCCEEDED ? course.end() : start;
            assertThat(Shape.of(world, outcome == Outcome.SUCCEEDED || powerComesBack))
                    .as("what %s leads to", outcome)
                    .isEqualTo(goal);
        }
        checkAlways(records, outcome, end);
    }

    /** What holds when a machine or an image was given up and deleted. */
    void checkGone(OperationTarget target, Standing end) {
        Records records = Records.of(world);
        hostLedgerAndRecordsAgree(records, owned(world.snapshot(), records));
        Stream<UUID> projects =
                records.projects().stream().map(project -> project.id().value());
        Stream<UUID> vms = records.vms().stream().map(vm -> vm.id().value());
        Stream<UUID> images = records.images().stream().map(image -> image.id().value());
        assertThat(Stream.of(projects, vms, images).flatMap(ids -> ids))
                .as("records")
                .doesNotContain(target.id());
        checkAlways(records, Outcome.SUCCEEDED, end);
    }

    private void checkAlways(Records records, Outcome outcome, Standing end) {
        allAreSettled(records);
        quotaIsTheSum(records);
        world.bystanders.assertUntouched();
        assertThat(world.violations.seen()).as("what must not be").isEmpty();
        secretIsGone(records, outcome, end);
        anotherRecoveryChangesNothing();
    }

    private static void allAreSettled(Records records) {
        assertThat(records.operations())
                .as("operations at rest")
                .allMatch(operation -> operation.status().state().settled());
    }

    /** I4. */
    private static void quotaIsTheSum(Records records) {
        records.charged().forEach((project, charged) -> {
            List<Vm> vms = records.vms().stream()
                    .filter(vm -> vm.projectId().equals(project))
                    .toList();
            long images = records.images().stream()
                    .filter(image -> image.projectId().equals(project))
                    .count();
            ToLongFunction<ToIntFunction<Flavor>> sum = size ->
                    vms.stream().mapToLong(vm -> size.applyAsInt(vm.flavor())).sum();
            assertThat(charged)
                    .as("what is charged, and what the machines and images take")
                    .isEqualTo(new ResourceAmounts(Map.of(
                            QuotaResource.VMS, (long) vms.size(),
                            QuotaResource.VCPUS, sum.applyAsLong(Flavor::vcpus),
                            QuotaResource.MEMORY_MIB, sum.applyAsLong(Flavor::memoryMib),
                            QuotaResource.DISK_GIB, sum.applyAsLong(Flavor::diskGib),
                            QuotaResource.IMAGES, images)));
        });
    }

    private Set<String> owned(HostSnapshot host, Records records) {
        Stream<String> domains = host.domains().entrySet().stream()
                .filter(domain -> domain.getValue()
                        .owner()
                        .filter(owner -> owner.installation().equals(records.installation()))
                        .isPresent())
                .map(domain -> "domain " + domain.getKey());
        Stream<String> volumes = host.volumes().entrySet().stream()
                .filter(volume -> !volume.getValue().foreign())
                .map(volume -> "volume " + volume.getKey());
        Stream<String> consoles = host.consoles().stream()
                .filter(name -> name.startsWith(records.prefix()) && !world.bystanders.own(name))
                .map(name -> "console " + name);
        return Stream.of(domains, volumes, consoles).flatMap(names -> names).collect(Collectors.toSet());
    }

    private static String name(LedgerEntry line) {
        ResourceKey.Kind kind = line.resource().kind();
        String what = switch (kind) {
            case DOMAIN -> "domain ";
            case CONSOLE_LOG -> "console ";
            case DISK, SEED, IMAGE_FILE -> "volume ";
        };
        return what + line.resource().key();
    }

    private void hostLedgerAndRecordsAgree(Records records, Set<String> owned) {
        assertThat(records.ledger()).as("the ledger").allMatch(line -> line.state() == LedgerEntry.State.PRESENT);
        assertThat(records.ledger().stream().map(Invariants::name))
                .as("the ledger, and what is on the host")
                .containsExactlyInAnyOrderElementsOf(owned);
        assertThat(records.wanted())
                .as("what the records call for, and what is on the host")
                .containsExactlyInAnyOrderElementsOf(owned);
        Map<String, HostSnapshot.Domain> domains = world.snapshot().domains();
        assertThat(records.vms())
                .as("machines as they are recorded, and as they are")
                .allMatch(vm -> is(vm.state(), domains.get(records.prefix() + vm.id())));
        assertThat(domains.values().stream()
                        .filter(domain -> domain.owner().isPresent())
                        .map(HostSnapshot.Domain::uuid))
                .as("one domain a machine")
                .doesNotHaveDuplicates();
    }

    private static boolean is(VmState recorded, HostSnapshot.@Nullable Domain domain) {
        return domain != null
                && switch (domain.state()) {
                    case RUNNING, SHUTTING_DOWN -> recorded == VmState.RUNNING;
                    case PAUSED -> recorded == VmState.PAUSED;
                    case OFF -> recorded == VmState.STOPPED;
                    case CRASHED -> recorded == VmState.CRASHED;
                };
    }

    private static void blockedHoldsOnlyWhatTheLedgerTells(Records records, Set<String> owned, Standing end) {
        assertThat(owned)
                .as("what is on the host is in the ledger")
                .isSubsetOf(records.ledger().stream().map(Invariants::name).toList());
        Set<UUID> owners = new HashSet<>();
        records.vms().forEach(vm -> owners.add(vm.id().value()));
        records.images().forEach(image -> owners.add(image.id().value()));
        assertThat(records.ledger()).as("the ledger's owners").allMatch(line -> owners.contains(line.ownerId()));
        UUID target = end.operation().orElseThrow().target().id();
        assertThat(records.vms().stream().filter(vm -> vm.id().value().equals(target)))
                .as("the machine that an operator must look at")
                .allMatch(vm -> vm.state() == VmState.ERROR);
    }

    /** Streams that were given to the operation, and the file that one is kept in. */
    private void nothingElseIsLeft(Standing end) {
        end.operation()
                .map(StoredOperation::id)
                .ifPresent(id -> assertThat(world.holdsStreamOf(id))
                        .as("the stream is held on to")
                        .isFalse());
        assertThat(world.keptStream().filter(Files::exists))
                .as("the stream's file")
                .isEmpty();
    }

    private void secretIsGone(Records records, Outcome outcome, Standing end) {
        boolean mayHold = outcome == Outcome.UNDO_BLOCKED
                && end.steps().stream().noneMatch(step -> step.name().equals("create-seed"));
        if (!mayHold) {
            assertThat(records.text()).as("the database").noneMatch(text -> text.contains(Canary.SECRET));
        }
        assertThat(canary.leaks()).as("the logs").isEmpty();
    }

    private void anotherRecoveryChangesNothing() {
        HostSnapshot host = world.snapshot();
        List<String> text = Records.of(world).text();
        world.rest.recoverOnceMore();
        assertThat(world.snapshot()).as("the host after one more recovery").isEqualTo(host);
        assertThat(Records.of(world).text())
                .as("the records after one more recovery")
                .isEqualTo(text);
    }
}
