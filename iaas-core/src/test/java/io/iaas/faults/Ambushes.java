package io.iaas.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that lies in ambush in a world. */
final class Ambushes {
    private final World world;
    private final List<Ambush> laid = new CopyOnWriteArrayList<>();

    Ambushes(World world) {
        this.world = world;
    }

    void lay(Ambush ambush) {
        laid.add(ambush);
    }

    boolean waitFor(Moment moment) {
        return laid.stream().anyMatch(ambush -> ambush.waitsFor(moment));
    }

    void strike(Instance where, Moment moment) {
        laid.forEach(ambush -> ambush.strike(world, where, moment));
    }

    List<Ambush> unsprung() {
        List<Ambush> left = new ArrayList<>(laid);
        left.removeIf(Ambush::sprung);
        return left;
    }

    void clear() {
        laid.clear();
    }
}
