package io.iaas.internal.compute;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The conversations with a guest, each held until its answer comes. */
final class Conversations implements AutoCloseable {
    private record Key(InetSocketAddress peer, Question question) {}

    private final Map<Key, Conversation> all = new HashMap<>();
    private final int firstLooks;

    /**
     * Speaks with nobody yet.
     *
     * @param firstLooks how many looks a first connection is given to answer
     */
    Conversations(int firstLooks) {
        this.firstLooks = firstLooks;
    }

    /** Returns whether one of the peers has given the answer. */
    boolean come(List<InetSocketAddress> peers, Function<InetAddress, Question> question) {
        return peers.stream().anyMatch(peer -> {
            Key key = new Key(peer, question.apply(peer.getAddress()));
            return all.computeIfAbsent(key, asked -> new Conversation(asked.peer(), asked.question(), firstLooks))
                    .answered();
        });
    }

    @Override
    public void close() {
        all.values().forEach(Conversation::close);
        all.clear();
    }
}
