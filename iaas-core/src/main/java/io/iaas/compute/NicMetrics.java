package io.iaas.compute;

/**
 * What an interface did since the guest was started, as the guest sees it: received is what came to the guest.
 *
 * @param received what came in
 * @param sent what went out
 */
public record NicMetrics(Traffic received, Traffic sent) {
    /**
     * What went one way.
     *
     * @param bytes bytes that passed
     * @param packets packets that passed
     * @param errorPackets packets that were spoilt
     * @param droppedPackets packets that were dropped for want of room
     */
    public record Traffic(long bytes, long packets, long errorPackets, long droppedPackets) {}
}
