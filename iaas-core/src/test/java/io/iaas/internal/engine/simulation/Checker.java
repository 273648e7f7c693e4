package io.iaas.internal.engine.simulation;

import io.iaas.audit.Actor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.memory.HostSnapshot;
import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import io.iaas.quota.QuotaResource;
import io.iaas.quota.ResourceAmounts;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.StoredOperation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Compares host and records after everything has come to rest, by rules of its own. */
final class Checker {
    /** What no fault, foreigner, client or guest of a history accounts for. */
    private static final Set<ErrorCode> UNACCOUNTED = EnumSet.of(
            ErrorCode.INTERNAL,
            ErrorCode.INVALID_INPUT,
            ErrorCode.CONCURRENT_CHANGE,
            ErrorCode.UNSUPPORTED,
            ErrorCode.DATABASE_UNAVAILABLE);

    private static final int UNHEARD = 5;

    private static final List<String> ACCOUNTS = List.of("its worker died", "the process that held the image's stream");

    private final History history;
    private final Records records;
    private final HostSnapshot host;
    private final List<Wrong> wrong = new ArrayList<>();

    Checker(History history) {
        this.history = history;
        this.records = Records.of(history.database);
        this.host = history.host.snapshot();
    }

    /** Returns all that is wrong; what a late effect has left is not, as long as it is nothing but that effect. */
    List<Wrong> wrong() {
        records.operations().forEach(this::checkOperation);
        records.vms().forEach(this::checkMachine);
        records.images().forEach(this::checkImage);
        records.projects().forEach(this::checkProject);
        wrong.addAll(new Inventory(records, host, history.names).wrong());
        checkQuota();
        checkSecrets();
        checkForeign();
        Set<String> late = history.effects.touchedLate();
        int all = wrong.size();
        wrong.removeIf(each -> each.concerns(late));
        history.tally.leftByLateEffects += all - wrong.size();
        return wrong;
    }

    private void checkOperation(StoredOperation operation) {
        OperationState state = operation.status().state();
        history.tally.operations.merge(state, 1, Integer::sum);
        if (operation.kind().equals(OperationKind.PROJECT_DELETE) && state == OperationState.SUCCEEDED) {
            history.tally.projects++;
        }
        if (operation.actor().equals(Actor.LEASE) && state == OperationState.SUCCEEDED) {
            history.tally.leases++;
        }
        if (!state.terminal()) {
            wrong.add(new Wrong(operation + " " + operation.status().failure(), "I1: not at its end"));
        }
        operation
                .status()
                .failure()
                .filter(failure -> !accountedFor(failure))
                .ifPresent(failure -> wrong.add(new Wrong(operation + " " + failure, "I1: failed without a cause")));
        if (state != OperationState.SUCCEEDED && !history.weather.lateEffects() && triedTooOften(operation.status())) {
            wrong.add(new Wrong(operation + " " + operation.status(), "I1: tried more often than allowed"));
        }
        told(operation)
                .filter(told -> !told.equals(operation.id().value()))
                .ifPresent(told -> wrong.add(new Wrong(operation + " and " + told, "I6: two outcomes under a key")));
        Path spool = Path.of(System.getProperty("java.io.tmpdir"), "iaas-import-" + operation.id());
        if (Files.exists(spool)) {
            wrong.add(new Wrong(operation.toString(), "I9: the file of its stream was left"));
        }
    }

    /** The claim that finds out counts too, and so do those that die before they can say so. */
    private boolean triedTooOften(OperationStatus status) {
        return status.attempts() > history.settings.maxAttempts() + UNHEARD
                || status.undoAttempts() > history.settings.maxUndoAttempts() + UNHEARD;
    }

    private static boolean accountedFor(FailureEvidence failure) {
        return !UNACCOUNTED.contains(failure.code())
                || ACCOUNTS.stream().anyMatch(account -> failure.message().contains(account));
    }

    private Optional<UUID> told(StoredOperation operation) {
        return operation
                .idempotencyKey()
                .flatMap(key -> Optional.ofNullable(history.outcomes.told().get(key)))
                .map(id -> id.value());
    }

    private void checkMachine(Vm vm) {
        if (vm.expiresAt().isPresent()) {
            wrong.add(new Wrong(vm.id().toString(), "I2: the lease of the VM has ended, and it is still there"));
        }
        if (EnumSet.of(VmState.CREATING, VmState.DELETING, VmState.ERROR).contains(vm.state())) {
            wrong.add(new Wrong(vm.id().toString(), "I2: the VM is recorded as " + vm.state()));
        }
    }

    private void checkImage(Image image) {
        if (image.state() != Image.State.READY) {
            wrong.add(new Wrong(image.id().toString(), "I2: the image is recorded as " + image.state()));
        }
    }

    private void checkProject(Project project) {
        if (project.state() != Project.State.ACTIVE) {
            wrong.add(new Wrong(project.toString(), "I2: the project is closed and nobody deletes it"));
        }
    }

    private void checkQuota() {
        records.charged().forEach(this::checkQuota);
    }

    private void checkQuota(ProjectId project, ResourceAmounts charged) {
        Map<QuotaResource, Long> sums = new EnumMap<>(QuotaResource.class);
        List<Vm> vms = records.vms().stream()
                .filter(vm -> vm.projectId().equals(project))
                .toList();
        for (Vm vm : vms) {
            sums.merge(QuotaResource.VMS, 1L, Long::sum);
            sums.merge(QuotaResource.VCPUS, (long) vm.flavor().vcpus(), Long::sum);
            sums.merge(QuotaResource.MEMORY_MIB, (long) vm.flavor().memoryMib(), Long::sum);
            sums.merge(QuotaResource.DISK_GIB, (long) vm.flavor().diskGib(), Long::sum);
        }
        records.images().stream()
                .filter(image -> image.projectId().equals(project))
                .forEach(image -> sums.merge(QuotaResource.IMAGES, 1L, Long::sum));
        ResourceAmounts held = new ResourceAmounts(sums);
        if (!charged.equals(held)) {
            wrong.add(new Wrong(charged.toString(), "I4: charged, where there are " + held));
        }
    }

    private void checkSecrets() {
        for (StoredOperation operation : records.operations()) {
            String told = operation.input() + " " + operation.status();
            if (told.contains(Requests.CANARY)) {
                wrong.add(new Wrong(operation.toString(), "I8: the record holds user data"));
            }
        }
        if (records.toString().contains(Requests.CANARY)) {
            wrong.add(new Wrong("records", "I8: they hold user data"));
        }
    }

    private void checkForeign() {
        HostSnapshot planted = history.foreigner.inventory();
        HostSnapshot found = host.foreign();
        if (!found.equals(planted)) {
            wrong.add(new Wrong(found + "\nnot " + planted, "I3: foreign resources were touched"));
        }
    }
}
