package io.iaas.faults;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A mishap that waits for its moment, once, several times, or for ever. */
final class Ambush {
    static final int FOR_EVER = Integer.MAX_VALUE;

    private final Predicate<Moment> where;
    private final Mishap mishap;
    private final AtomicInteger left;
    private final int times;

    Ambush(Predicate<Moment> where, int times, Mishap mishap) {
        this.where = where;
        this.times = times;
        this.left = new AtomicInteger(times);
        this.mishap = mishap;
    }

    static Ambush at(Moment moment, Mishap mishap) {
        return at(moment, 1, mishap);
    }

    static Ambush at(Moment moment, int times, Mishap mishap) {
        return new Ambush(moment::equals, times, mishap);
    }

    /** An ambush at all calls of the step that are the moment's: a step that is begun again may count them otherwise. */
    static Ambush atAll(Moment moment, int times, Mishap mishap) {
        return new Ambush(other -> other.sameCall(moment), times, mishap);
    }

    boolean waitsFor(Moment moment) {
        return left.get() > 0 && where.test(moment);
    }

    boolean sprung() {
        return left.get() < times;
    }

    void strike(World world, Instance instance, Moment moment) {
        if (where.test(moment) && left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0) {
            try {
                mishap.strike(world, instance, moment);
            } finally {
                world.stirrings.call();
            }
        }
    }
}
