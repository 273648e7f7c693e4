package io.iaas.faults;

import java.util.function.BiConsumer;

/**
 * What an operator does when a history has ended, and what must come of it.
 *
 * @param name its name
 * @param plot what is done and checked
 */
record Sequel(String name, BiConsumer<World, Invariants> plot) {
    void play(World world, Invariants invariants) {
        world.clearTheWay();
        plot.accept(world, invariants);
    }
}
