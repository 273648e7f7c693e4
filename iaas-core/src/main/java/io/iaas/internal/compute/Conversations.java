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

    /** Returns whether a port of one of the addresses has given the answer. */
    boolean come(List<InetAddress> addresses, int port, Function<InetAddress, Question> question) {
        return addresses.stream().anyMatch(address -> {
            Key key = new Key(new InetSocketAddress(address, port), question.apply(address));
            return all.computeIfAbsent(key, asked -> new Conversation(asked.peer(), asked.question()))
                    .answered();
        });
    }

    @Override
    public void close() {
        all.values().forEach(Conversation::close);
        all.clear();
    }
}
