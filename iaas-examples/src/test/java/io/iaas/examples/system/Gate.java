package io.iaas.examples.system;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/** One direction of a connection: open, or shut with what waits before it. Signs of life always pass. */
final class Gate {
    private final SocketChannel to;
    private final Queue<WireMessage> waiting = new ArrayDeque<>();
    private boolean shut;

    Gate(SocketChannel to) {
        this.to = to;
    }

    synchronized void pass(WireMessage message) throws IOException {
        if (shut && message.isOfAProgram()) {
            waiting.add(message);
        } else {
            message.write(to);
        }
    }

    synchronized void shut() {
        shut = true;
    }

    /** Lets pass what waits, and what comes. A connection that has gone is no concern of ours. */
    synchronized void open() {
        shut = false;
        try {
            for (WireMessage message : waiting) {
                message.write(to);
            }
        } catch (IOException e) {
            return;
        } finally {
            waiting.clear();
        }
    }
}
