package io.iaas.internal.engine.simulation;

import io.iaas.operation.OperationState;
import java.util.EnumMap;
import java.util.Map;

/** What happened in histories, in numbers. */
final class Tally {
    final Map<OperationState, Integer> operations = new EnumMap<>(OperationState.class);
    int histories;
    int projects;
    int leases;
    int refused;
    int faults;
    int deaths;
    int closes;
    int zombies;
    int lateEffects;
    int leftByLateEffects;
    int foreign;
    long turns;
    long longestNanos;

    void add(Tally other) {
        other.operations.forEach((state, count) -> operations.merge(state, count, Integer::sum));
        histories += other.histories;
        projects += other.projects;
        leases += other.leases;
        refused += other.refused;
        faults += other.faults;
        deaths += other.deaths;
        closes += other.closes;
        zombies += other.zombies;
        lateEffects += other.lateEffects;
        leftByLateEffects += other.leftByLateEffects;
        foreign += other.foreign;
        turns += other.turns;
        longestNanos = Math.max(longestNanos, other.longestNanos);
    }

    @Override
    public String toString() {
        return histories + " histories: operations " + operations + ", projects deleted " + projects
                + ", machines deleted by their leases " + leases
                + ", refused submissions " + refused + ", faults "
                + faults + ", deaths " + deaths + ", closes " + closes + ", zombies " + zombies + ", late effects "
                + lateEffects + " that left " + leftByLateEffects + " things wrong, foreign resources " + foreign
                + ", turns " + turns
                + ", longest history " + longestNanos / 1_000_000_000 + " s of virtual time";
    }
}
