package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The connections on which agents are spoken to, each with one call at a time: on a connection where libvirt waits for a
 * silent agent, the answers of others are held up as long. They open when so many calls come at once.
 */
final class AgentLanes {
    static final int MOST = 4;

    private final List<Lane> all;
    private final BlockingDeque<Lane> idle;

    AgentLanes(Supplier<Lane> lane) {
        this.all = Stream.generate(lane).limit(MOST).toList();
        this.idle = new LinkedBlockingDeque<>(all);
    }

    /** Returns how long a call may take on its connection. */
    Duration limit() {
        return all.get(0).limit();
    }

    /**
     * Makes a call on the connection that was used last of those where none is under way.
     *
     * @param what what is attempted, to complete {@code "cannot ..."}
     * @param deadline until when one is waited for, a reading of the system's nanoseconds
     * @param call the call
     */
    <T> T on(String what, long deadline, Function<Lane, T> call) throws InterruptedException {
        Lane lane = idle.pollFirst(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (lane == null) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_TIMEOUT, "cannot " + what + ": other agents were spoken to all the time", "");
        }
        try {
            return call.apply(lane);
        } finally {
            idle.addFirst(lane);
        }
    }

    void close() {
        all.forEach(Lane::close);
    }
}
