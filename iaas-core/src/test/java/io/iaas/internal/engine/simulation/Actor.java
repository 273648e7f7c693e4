package io.iaas.internal.engine.simulation;

import io.iaas.memory.HostSnapshot;
import io.iaas.spi.repository.Claim;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** One of the threads that take turns. Its fields belong to whoever has the turn. */
final class Actor {
    final String name;
    /** The process that it runs in; a client is in one only while it calls it. */
    Optional<Node> node;
    /** When it wants to go on. */
    long wakesAt;
    /** What it works on. */
    Optional<Claim> claim = Optional.empty();
    /** Whether something went wrong under its claim that is not the engine's fault. */
    boolean hurt;
    /** Whether it is in a call that changes the host. */
    boolean changing;

    long changingSince;

    /** What was on the host before the late effect that it has, if it has one. */
    Optional<HostSnapshot> beforeLateEffect = Optional.empty();
    /** Whether it is in a unit of work of the database. */
    boolean transacting;

    private final Semaphore turn = new Semaphore(0);
    private Optional<TurnThread> thread = Optional.empty();

    Actor(String name, Optional<Node> node, long wakesAt) {
        this.name = name;
        this.node = node;
        this.wakesAt = wakesAt;
    }

    void giveTurn() {
        turn.release();
    }

    /** Waits for the turn; an interrupt is kept for the waits that it is meant for. */
    void awaitTurn() {
        turn.acquireUninterruptibly();
        if (thread.isEmpty()) {
            thread = Optional.of((TurnThread) Thread.currentThread());
            beginsWait();
        }
    }

    /** Is about to wait, or to be asked whether it wants to. */
    void beginsWait() {
        thread.orElseThrow().beginsWait();
    }

    /** Returns from when on it can go on: an interrupt ends a wait, death ends everything. */
    long readyAt() {
        if (node.filter(Node::dead).isPresent()) {
            return 0;
        }
        long wanted = thread.filter(TurnThread::interruptedInWait).isPresent() ? 0 : wakesAt;
        return Math.max(wanted, node.map(Node::stoppedUntil).orElse(0L));
    }

    void requireLife() {
        if (node.filter(Node::dead).isPresent()) {
            throw new ProcessDied(node.get().toString());
        }
    }

    Optional<TurnThread> thread() {
        return thread;
    }

    @Override
    public String toString() {
        return name;
    }
}
