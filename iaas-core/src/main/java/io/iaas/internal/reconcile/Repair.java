package io.iaas.internal.reconcile;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.internal.compute.LiveState;
import io.iaas.internal.compute.Redefinition;
import io.iaas.operation.AwaitTimeoutException;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.reconcile.Drift;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.ResourceKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Puts right what needs no removal. Operations that it starts run side by side and are awaited together. */
final class Repair {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Repositories repositories;
    private final Redefinition redefinition;
    private final Treatment treatment;
    private final Map<Drift, Operation<Vm>> started = new HashMap<>();

    Repair(Repositories repositories, Redefinition redefinition, Treatment treatment) {
        this.repositories = repositories;
        this.redefinition = redefinition;
        this.treatment = treatment;
    }

    /** Returns the drifts with what was done about those that can be repaired. */
    List<Drift> of(List<Drift> drifts) {
        List<Drift> treated = drifts.stream()
                .map(drift -> drift.cure() == Drift.Cure.REPAIR ? treatment.of(drift, this::cure) : drift)
                .toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        return treated.stream()
                .map(drift -> started.containsKey(drift)
                        ? treatment.guarded(drift, () -> ended(drift, started.get(drift), deadline))
                        : drift)
                .toList();
    }

    private Drift cure(Drift drift, Survey now) {
        UUID owner = drift.ownerId().orElseThrow();
        return switch (drift.kind()) {
            case STATE_DRIFT -> takeState(drift, now, owner);
            case LEDGER_DRIFT -> takeSight(drift, now, owner);
            case MISSING_DOMAIN -> redefine(drift, now, owner);
            case STALE_EPOCH ->
                isOff(now.domainOf(owner).orElseThrow())
                        ? redefine(drift, now, owner)
                        : drift.with(Drift.Action.REFUSED, "it is defined anew when its guest is off");
            default -> drift;
        };
    }

    private static boolean isOff(ObservedDomain domain) {
        return domain.state() == DomainState.OFF || domain.state() == DomainState.CRASHED;
    }

    private Drift takeState(Drift drift, Survey now, UUID owner) {
        Vm seen = now.records().vm(owner).orElseThrow();
        VmState live = LiveState.of(now.stateOf(owner).orElseThrow());
        boolean taken = unlessBusy(
                now,
                owner,
                session -> session.vms()
                        .find(seen.projectId(), seen.id())
                        .filter(vm -> vm.version() == seen.version())
                        .map(vm -> session.vms().update(vm.withState(live)))
                        .isPresent());
        return taken ? drift.with(Drift.Action.REPAIRED, "the record says " + live + " now") : changed(drift);
    }

    private Drift takeSight(Drift drift, Survey now, UUID owner) {
        ResourceKey.Kind kind = ResourceKey.Kind.valueOf(drift.resource().type().name());
        LedgerEntry seen = now.line(kind, drift.resource().name()).orElseThrow();
        LedgerEntry.State state = now.sees(seen) ? LedgerEntry.State.PRESENT : LedgerEntry.State.ABSENT;
        boolean taken = unlessBusy(
                now,
                owner,
                session -> session.ledger()
                        .find(seen.resource())
                        .filter(seen::equals)
                        .map(line -> {
                            session.ledger().put(new LedgerEntry(line.resource(), line.ownerId(), state));
                            return state;
                        })
                        .isPresent());
        return taken ? drift.with(Drift.Action.REPAIRED, "the ledger says " + state + " now") : changed(drift);
    }

    /** Writes, unless an operation has been at work since the host was looked at. */
    private boolean unlessBusy(Survey now, UUID owner, Predicate<RepositorySession> work) {
        return repositories.<Boolean>write(
                session -> !session.operations().targetsBusySince(now.since()).contains(owner) && work.test(session));
    }

    private static Drift changed(Drift drift) {
        return drift.with(Drift.Action.REFUSED, "it was changed meanwhile");
    }

    private Drift redefine(Drift drift, Survey now, UUID owner) {
        Operation<Vm> operation = redefinition.submit(now.records().vm(owner).orElseThrow());
        Drift asked = drift.with(Drift.Action.REFUSED, "operation " + operation.id() + " goes on");
        started.put(asked, operation);
        return asked;
    }

    private static Drift ended(Drift drift, Operation<Vm> operation, long deadline) {
        try {
            operation.await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            return drift.with(Drift.Action.REPAIRED, "defined anew by operation " + operation.id());
        } catch (AwaitTimeoutException e) {
            return drift;
        } catch (OperationFailedException e) {
            return drift.with(Drift.Action.FAILED, String.valueOf(e.getMessage()));
        }
    }
}
