package io.iaas.internal.engine.simulation;

import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Claim;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.Direction;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Watches who changes the host, and by what right (I5). A changing call begins under a claim that is held. When the claim
 * was taken over before the call took effect, the effect is late: the one that a stopped process may still have.
 */
final class Effects {
    private static final Set<JournalStep.State> OPEN =
            EnumSet.of(JournalStep.State.INTENT, JournalStep.State.UNDO_INTENT);

    private final History history;
    private final boolean mayBeLate;
    /** The names of the resources that late effects touched. */
    private final Set<String> touchedLate = new HashSet<>();

    private int changes;

    Effects(History history) {
        this.history = history;
        this.mayBeLate = history.weather.lateEffects();
    }

    void begin(Actor actor, SimulatedCall call) {
        actor.changing = call.changing();
        actor.changingSince = history.baton.nanoTime();
        actor.beforeLateEffect = Optional.empty();
        if (call.changing()) {
            Claim claim = actor.claim.orElseThrow(() -> history.violation("I5: " + call + " without a claim"));
            history.database
                    .<Optional<String>>read(session -> wrongWith(session, claim))
                    .ifPresent(wrong -> {
                        throw history.violation("I5: " + call + " began although " + wrong);
                    });
        }
    }

    private static Optional<String> wrongWith(RepositorySession session, Claim claim) {
        if (!session.operations().holds(claim)) {
            return Optional.of("the claim was lost");
        }
        if (session.steps().list(claim.operation()).stream().noneMatch(step -> OPEN.contains(step.state()))) {
            return Optional.of("no step is under way in the journal");
        }
        StoredOperation self = session.operations().find(claim.operation()).orElseThrow();
        OperationQuery onSame = OperationQuery.all().on(self.target().id());
        boolean alone =
                session
                        .operations()
                        .list(self.projectId(), onSame, PageRequest.first(PageRequest.MAX_LIMIT))
                        .items()
                        .stream()
                        .filter(other -> !other.id().equals(claim.operation()))
                        .map(other -> other.status().state())
                        .allMatch(state -> state == OperationState.QUEUED || state.terminal());
        return alone ? Optional.empty() : Optional.of("another operation is under way");
    }

    void takesPlace(Actor actor, SimulatedCall call) {
        if (!call.changing()) {
            return;
        }
        changes++;
        if (!holds(actor)) {
            if (!mayBeLate) {
                throw history.violation("I5: " + call + " took effect although the claim was lost");
            }
            history.baton.note(call + " takes effect LATE");
            history.tally.lateEffects++;
            actor.beforeLateEffect = Optional.of(history.host.snapshot());
        }
    }

    void tookPlace(Actor actor) {
        actor.changing = false;
        actor.beforeLateEffect.ifPresent(
                before -> addDifferences(resources(before), resources(history.host.snapshot())));
    }

    private void addDifferences(Map<String, Object> before, Map<String, Object> after) {
        Set<String> names = new HashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        touchedLate.addAll(names);
    }

    private static Map<String, Object> resources(HostSnapshot host) {
        Map<String, Object> resources = new HashMap<>(host.domains());
        resources.putAll(host.volumes());
        host.consoles().forEach(log -> resources.put(log, log));
        return resources;
    }

    /** A worker that met no trouble finishes what it claimed, unless it waits for others. What has ended may be gone. */
    void worked(ClaimedOperation claimed, boolean hurt) {
        history.database
                .read(session -> session.operations().find(claimed.operation().id()))
                .ifPresent(operation -> worked(claimed, operation.status(), hurt));
    }

    private void worked(ClaimedOperation claimed, OperationStatus status, boolean hurt) {
        boolean exhausted = status.direction() == Direction.UNDO
                ? status.undoAttempts() >= history.settings.maxUndoAttempts()
                : status.attempts() >= history.settings.maxAttempts();
        if (status.state() == OperationState.UNDO_BLOCKED && !exhausted) {
            throw history.violation("I1: " + claimed.operation() + " is blocked too early: " + status);
        }
        boolean waits = claimed.operation().kind().equals(OperationKind.PROJECT_DELETE);
        if (!hurt && !mayBeLate && !waits && !status.state().settled()) {
            throw history.violation("I1: " + claimed.operation() + " was left " + status.state() + " at step "
                    + status.cursor() + " by a worker that met no trouble: " + status.failure());
        }
    }

    /** What disturbs guests disturbs whoever works on them. */
    void hurtAll() {
        history.baton.actors().forEach(actor -> actor.hurt = true);
    }

    private boolean holds(Actor actor) {
        return actor.claim
                .filter(claim ->
                        history.database.read(session -> session.operations().holds(claim)))
                .isPresent();
    }

    Set<String> touchedLate() {
        return touchedLate;
    }

    int changes() {
        return changes;
    }
}
