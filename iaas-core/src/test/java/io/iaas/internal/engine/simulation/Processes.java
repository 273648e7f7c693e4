package io.iaas.internal.engine.simulation;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** The processes of a history. One that ended is started again, until no more are wanted. */
final class Processes {
    private static final int MAX_RESTART_MILLIS = 20_000;

    private final History history;
    private final Random random;
    private final List<Node> nodes = new ArrayList<>();
    private int started;
    private boolean ending;

    Processes(History history) {
        this.history = history;
        this.random = history.random;
    }

    void start(Duration delay) {
        started++;
        Node node = new Node("n" + started, history);
        nodes.add(node);
        node.start(delay);
    }

    /** One has died or is closing. */
    void replace(Node node) {
        nodes.remove(node);
        if (!ending) {
            start(Duration.ofMillis(random.nextInt(MAX_RESTART_MILLIS)));
        }
    }

    /** Waits until one answers. */
    void awaitOpen() {
        while (nodes.stream().noneMatch(Node::open)) {
            history.pause(Duration.ofSeconds(1));
        }
    }

    /** Returns how long until all go on that stand still. */
    Duration stoppedFor() {
        long latest = nodes.stream().mapToLong(Node::stoppedUntil).max().orElse(0);
        return Duration.ofNanos(Math.max(0, latest - history.baton.nanoTime()));
    }

    /** Closes all and waits for the end of every thread but the caller's. */
    void close() {
        ending = true;
        nodes.stream().filter(node -> !node.dead()).forEach(Node::shutDown);
        while (history.baton.actors().size() > 1) {
            history.pause(Duration.ofSeconds(1));
        }
        nodes.clear();
        ending = false;
    }

    /** Calls one that answers, if there is one, as somebody outside does: it may die under the call. */
    void call(Consumer<Node> call) {
        List<Node> open = nodes.stream().filter(Node::open).toList();
        if (open.isEmpty()) {
            return;
        }
        Node node = open.get(random.nextInt(open.size()));
        Actor self = history.baton.current();
        self.node = Optional.of(node);
        try {
            call.accept(node);
        } catch (IaasException e) {
            history.tally.refused++;
            history.baton.note("refused: " + e.code());
            if (e.code() == ErrorCode.IDEMPOTENCY_CONFLICT) {
                throw history.violation("I6: a request is not known again: " + e.getMessage());
            }
            if (String.valueOf(e.getMessage()).contains(Requests.CANARY)) {
                throw history.violation("I8: a secret is told: " + e.getMessage());
            }
        } catch (ProcessDied e) {
            if (!node.dead()) {
                throw e;
            }
            history.baton.note("lost the connection");
        } finally {
            self.node = Optional.empty();
        }
    }
}
