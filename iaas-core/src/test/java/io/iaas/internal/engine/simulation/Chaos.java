package io.iaas.internal.engine.simulation;

import io.iaas.error.ErrorCode;
import io.iaas.memory.CallListener.Point;
import io.iaas.memory.SimulatedCall;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Decides what goes wrong, and when. */
final class Chaos {
    /** How long a transaction may wait for the database. */
    static final Duration LONGEST_DELAY = Duration.ofSeconds(12);

    private static final ErrorCode[] BEFORE = {
        ErrorCode.HYPERVISOR_REFUSED, ErrorCode.HYPERVISOR_UNAVAILABLE, ErrorCode.HYPERVISOR_TIMEOUT
    };
    private static final ErrorCode[] AFTER = {ErrorCode.HYPERVISOR_UNAVAILABLE, ErrorCode.HYPERVISOR_TIMEOUT};
    private static final int MAX_ENDS = 12;
    private static final double LATE = 0.02;
    private static final Duration LONGER_THAN_A_TAKEOVER =
            Node.LEASE.plus(Node.GRACE).plusSeconds(2);

    private final Random random;
    private final Weather weather;
    private final Baton baton;
    private final Tally tally;
    private boolean calm = true;
    private long hostAwayUntil;
    private long databaseAwayUntil;
    private int ends;

    Chaos(Random random, Weather weather, Baton baton, Tally tally) {
        this.random = random;
        this.weather = weather;
        this.baton = baton;
        this.tally = tally;
    }

    /** From now on things go wrong. */
    void breakLoose() {
        calm = false;
    }

    /** From now on nothing goes wrong any more. */
    void calmDown() {
        calm = true;
        hostAwayUntil = 0;
        databaseAwayUntil = 0;
    }

    /** Does to a process whatever happens to it at this point. */
    void strike(Node node) {
        if (calm || node.dead()) {
            return;
        }
        if (happens(weather.outages())) {
            long until = baton.nanoTime()
                    + Duration.ofSeconds(1 + random.nextInt(40)).toNanos();
            if (random.nextBoolean()) {
                hostAwayUntil = until;
            } else {
                databaseAwayUntil = until;
            }
            baton.note("outage");
        }
        if (ends < MAX_ENDS && happens(weather.deaths())) {
            ends++;
            tally.deaths++;
            node.die();
        } else if (ends < MAX_ENDS && happens(weather.closes())) {
            ends++;
            tally.closes++;
            node.close();
        } else if (happens(weather.stops())) {
            stop(node);
        }
    }

    /** Has a process stand still in a call that changes the host, where that is wanted. */
    void strikeIn(Node node, SimulatedCall call) {
        if (!calm && weather.lateEffects() && call.changing() && happens(LATE)) {
            stop(node, LONGER_THAN_A_TAKEOVER.plusMillis(random.nextInt(20_000)));
        }
    }

    private void stop(Node node) {
        Duration wanted = Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(6_000) : random.nextInt(60_000));
        Duration stop = weather.lateEffects() ? wanted : node.shortenedForItsCalls(wanted);
        stop(node, stop);
    }

    private void stop(Node node, Duration stop) {
        if (stop.compareTo(Node.LEASE.plus(Node.GRACE)) > 0) {
            tally.zombies++;
        }
        node.stop(stop);
    }

    Optional<ErrorCode> hostFails(Node node, Point point) {
        boolean before = point == Point.BEFORE_EFFECT;
        if (before && baton.nanoTime() < hostAwayUntil) {
            return failing(node, ErrorCode.HYPERVISOR_UNAVAILABLE);
        }
        if (calm || !happens(weather.hostFaults())) {
            return Optional.empty();
        }
        ErrorCode[] codes = before ? BEFORE : AFTER;
        return failing(node, codes[random.nextInt(codes.length)]);
    }

    private Optional<ErrorCode> failing(Node node, ErrorCode code) {
        tally.faults++;
        node.hurt();
        return Optional.of(code);
    }

    boolean databaseFails(Node node) {
        boolean fails = baton.nanoTime() < databaseAwayUntil || (!calm && happens(weather.databaseFaults()));
        if (fails) {
            tally.faults++;
            node.hurt();
        }
        return fails;
    }

    /** Lets a transaction wait for the database. */
    void delay(Node node) {
        if (!calm && happens(weather.databaseFaults())) {
            baton.note("waits for the database");
            node.hurt();
            try {
                baton.sleep(Duration.ofMillis(random.nextInt((int) LONGEST_DELAY.toMillis())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean happens(double probability) {
        return random.nextDouble() < probability;
    }
}
