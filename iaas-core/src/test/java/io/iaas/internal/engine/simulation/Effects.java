package io.iaas.internal.engine.simulation;

import io.iaas.identity.Project;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.OperationId;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.OperationStatus;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Watches who changes the host, and by what right. A changing call begins under a claim that is held. When the claim was
 * taken over before the call took effect, the effect is late: the one that a stopped process may still have.
 */
final class Effects {
    private final History history;
    private final boolean mayBeLate;
    /** The resources that late effects touched. */
    private final Set<String> touchedLate = new HashSet<>();

    private Optional<HostSnapshot> beforeLateEffect = Optional.empty();
    private int changes;

    Effects(History history) {
        this.history = history;
        this.mayBeLate = history.weather.lateEffects();
    }

    void begin(Actor actor, SimulatedCall call) {
        actor.changing = call.changing();
        actor.changingSince = history.baton.nanoTime();
        if (call.changing() && !holds(actor)) {
            throw history.violation(call + " began although the claim was lost");
        }
    }

    void takesPlace(Actor actor, SimulatedCall call) {
        if (!call.changing()) {
            return;
        }
        changes++;
        if (!holds(actor)) {
            if (!mayBeLate) {
                throw history.violation(call + " took effect although the claim was lost");
            }
            history.baton.note(call + " takes effect LATE");
            history.tally.lateEffects++;
            beforeLateEffect = Optional.of(history.host.snapshot());
        }
    }

    /** Nobody else ran since {@link #takesPlace}, unless an upload moved many pieces. */
    void tookPlace(Actor actor, SimulatedCall call) {
        actor.changing = false;
        beforeLateEffect.ifPresent(before -> {
            HostSnapshot after = history.host.snapshot();
            addDifferences(before.domains(), after.domains());
            addDifferences(before.volumes(), after.volumes());
            after.consoles().stream()
                    .filter(log -> !before.consoles().contains(log))
                    .forEach(touchedLate::add);
            before.consoles().stream()
                    .filter(log -> !after.consoles().contains(log))
                    .forEach(touchedLate::add);
        });
        beforeLateEffect = Optional.empty();
    }

    private <V> void addDifferences(Map<String, V> before, Map<String, V> after) {
        before.forEach((name, value) -> {
            if (!value.equals(after.get(name))) {
                touchedLate.add(name);
            }
        });
        after.keySet().stream().filter(name -> !before.containsKey(name)).forEach(touchedLate::add);
    }

    /** A worker that met no trouble finishes what it claimed. */
    void worked(ClaimedOperation claimed, boolean hurt) {
        OperationId id = claimed.operation().id();
        OperationStatus status = history.database.read(session ->
                session.operations().find(Project.DEFAULT, id).orElseThrow().status());
        if (!hurt && !status.state().settled() && !mayBeLate) {
            throw history.violation("operation " + id + " was left " + status.state() + " at step " + status.cursor()
                    + " by a worker that met no trouble: " + status.failure());
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
