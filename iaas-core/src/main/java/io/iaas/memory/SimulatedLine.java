package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.SerialLine;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;

/** A line to a simulated guest, which echoes what is written to it. Its content is guarded by the host's lock. */
final class SimulatedLine implements SerialLine {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final HostState host;
    private final DomainRef ref;
    private ByteArrayOutputStream unread = new ByteArrayOutputStream();
    private boolean ended;

    SimulatedLine(HostState host, DomainRef ref) {
        this.host = host;
        this.ref = ref;
    }

    boolean isOpen() {
        return !ended;
    }

    void end() {
        ended = true;
    }

    void hear(byte[] bytes) {
        if (!ended) {
            unread.writeBytes(bytes);
            byte[] all = unread.toByteArray();
            if (all.length > MAX_UNREAD_BYTES) {
                unread = new ByteArrayOutputStream();
                unread.writeBytes(Arrays.copyOfRange(all, all.length - MAX_UNREAD_BYTES, all.length));
            }
        }
    }

    @Override
    public byte[] read(Duration patience) {
        long began = host.now();
        while (true) {
            byte[] read = host.locked(this::take);
            Duration left = patience.minusNanos(host.now() - began);
            if (read.length > 0 || left.isNegative() || left.isZero()) {
                return read;
            }
            pause(left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
        }
    }

    private byte[] take() {
        byte[] all = unread.toByteArray();
        if (all.length == 0) {
            requireOpen();
        }
        unread.reset();
        return all;
    }

    private void pause(Duration duration) {
        try {
            host.time().sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_UNAVAILABLE, "the wait for the console of " + ref + " was interrupted", "", e);
        }
    }

    @Override
    public void write(byte[] bytes) {
        host.run(() -> {
            requireOpen();
            hear(bytes);
        });
    }

    private void requireOpen() {
        if (ended) {
            throw new HypervisorException(
                    ErrorCode.WRONG_STATE, "the line to the console of " + ref + " has ended", "");
        }
    }

    @Override
    public void close() {
        host.run(this::end);
    }
}
