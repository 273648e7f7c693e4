package io.iaas.libvirt;

import java.util.function.Supplier;

/**
 * The connections to a host, by what they carry.
 *
 * @param operations quick changes and look-ups
 * @param power starts and ends of guests: for as long as several of them take, libvirt may answer nothing else on their
 *     connection
 * @param statistics what lists and describes
 * @param transfers bytes of volumes, and whatever may take long
 * @param metrics counters of guests, some of which may hang
 * @param agents what is said to agents in guests, some of which may be silent; several connections
 * @param events what the host tells by itself
 * @param guests what ephemeral guests are started on, and end with
 * @param calls the threads of all but the metrics and the agents
 * @param metricCalls the threads of the metrics: those that hang with guests are never missing elsewhere
 * @param agentCalls the threads of the agents, for the same reason
 * @param consoleCalls the threads that write to consoles
 * @param newConsole makes a connection for a console
 */
record Lanes(
        Lane operations,
        Lane power,
        Lane statistics,
        Lane transfers,
        Lane metrics,
        AgentLanes agents,
        Lane events,
        Lane guests,
        BoundedCalls calls,
        BoundedCalls metricCalls,
        BoundedCalls agentCalls,
        BoundedCalls consoleCalls,
        Supplier<Lane> newConsole) {
    /** Four calls and three attempts to connect for each of six connections, and as many again that hang. */
    private static final int MOST_THREADS = 84;

    /** The same for one connection. */
    private static final int MOST_THREADS_OF_ONE = 14;

    /** A call for metrics that hangs is given up after this part of the call limit, and leaves time for others. */
    static final int METRIC_PARTS = 4;

    /** One part of the call limit is for waiting until an agent can be spoken to. */
    private static final int AGENT_PARTS = 4;

    static Lanes of(Settings settings) {
        BoundedCalls calls = new BoundedCalls("iaas-libvirt-" + settings.hostId(), MOST_THREADS);
        BoundedCalls metricCalls =
                new BoundedCalls("iaas-libvirt-" + settings.hostId() + "-metrics", MOST_THREADS_OF_ONE);
        BoundedCalls agentCalls = new BoundedCalls(
                "iaas-libvirt-" + settings.hostId() + "-agents", MOST_THREADS_OF_ONE * AgentLanes.MOST);
        BoundedCalls consoleCalls = new BoundedCalls("iaas-libvirt-" + settings.hostId() + "-consoles", MOST_THREADS);
        LinkOpener opener = new LinkOpener(settings.uri(), settings.keepAliveInterval(), settings.keepAliveCount());
        return new Lanes(
                new Lane(opener, calls, settings.callLimit()),
                new Lane(opener, calls, settings.callLimit()),
                new Lane(opener, calls, settings.callLimit()),
                new Lane(opener, calls, settings.callLimit()),
                new Lane(opener, metricCalls, settings.callLimit().dividedBy(METRIC_PARTS)),
                new AgentLanes(() -> new Lane(
                        opener,
                        agentCalls,
                        settings.callLimit().multipliedBy(AGENT_PARTS - 1).dividedBy(AGENT_PARTS))),
                new Lane(opener, calls, settings.callLimit()),
                Lane.lasting(opener, calls, settings.callLimit()),
                calls,
                metricCalls,
                agentCalls,
                consoleCalls,
                () -> new Lane(opener, consoleCalls, settings.callLimit()));
    }

    /** Returns a new connection, which its user closes. */
    Lane console() {
        return newConsole.get();
    }

    void close() {
        operations.close();
        power.close();
        statistics.close();
        transfers.close();
        events.close();
        metrics.close();
        agents.close();
        guests.close();
        calls.shutdown();
        metricCalls.shutdown();
        agentCalls.shutdown();
        consoleCalls.shutdown();
    }
}
