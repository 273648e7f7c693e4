package io.iaas.libvirt;

/**
 * The connections to a host, by what they carry.
 *
 * @param operations quick changes and look-ups
 * @param statistics what lists and describes
 * @param transfers bytes of volumes, and whatever may take long
 * @param events what the host tells by itself
 * @param calls the threads that all of them use
 */
record Lanes(Lane operations, Lane statistics, Lane transfers, Lane events, BoundedCalls calls) {
    /** Four calls and three attempts to connect for each of four connections, and as many again that hang. */
    private static final int MOST_THREADS = 56;

    static Lanes of(Settings settings) {
        BoundedCalls calls = new BoundedCalls("iaas-libvirt-" + settings.hostId(), MOST_THREADS);
        LinkOpener opener = new LinkOpener(settings.uri(), settings.keepAliveInterval(), settings.keepAliveCount());
        return new Lanes(
                new Lane(opener, calls, settings.callLimit()),
                new Lane(opener, calls, settings.callLimit()),
                new Lane(opener, calls, settings.callLimit()),
                new Lane(opener, calls, settings.callLimit()),
                calls);
    }

    void close() {
        operations.close();
        statistics.close();
        transfers.close();
        events.close();
        calls.shutdown();
    }
}
