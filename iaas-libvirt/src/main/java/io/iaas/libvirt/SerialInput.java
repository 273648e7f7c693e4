package io.iaas.libvirt;

import com.sun.jna.Pointer;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.SerialLine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.libvirt.jna.Libvirt.VirStreamEventCallback;
import org.libvirt.jna.SizeT;
import org.libvirt.jna.StreamPointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes in by a stream: taken from it as soon as it is there, on the thread of the event loop, since libvirt would keep
 * it in memory without a limit. Native code knows one callback for all streams, which lives as long as the JVM does, and a
 * number by which it finds the input: what comes late finds none.
 */
final class SerialInput {
    private static final Logger LOG = LoggerFactory.getLogger(SerialInput.class);
    private static final int READABLE = 1;
    private static final int ERROR = 4;
    private static final int HANGUP = 8;
    private static final int NOTHING_NOW = -2;
    private static final int PIECE = 64 * 1024;

    private static final Map<Long, SerialInput> INPUTS = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();
    /** Native code keeps the address of this callback, which the garbage collector does not see. */
    private static final VirStreamEventCallback CALLBACK = SerialInput::happened;

    private final long number = NUMBERS.incrementAndGet();
    private final String what;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    private ByteArrayOutputStream unread = new ByteArrayOutputStream();
    private boolean ended;

    SerialInput(String what) {
        this.what = what;
    }

    void listen(Session session, StreamPointer stream) {
        INPUTS.put(number, this);
        session.check(session.api()
                .virStreamEventAddCallback(
                        stream, READABLE | ERROR | HANGUP, CALLBACK, Pointer.createConstant(number), null));
    }

    /** Has nothing more told of a stream that was listened to. */
    void deafen(NativeLibvirt api, StreamPointer stream) {
        if (INPUTS.remove(number) != null) {
            api.virStreamEventRemoveCallback(stream);
        }
    }

    /** Returns what has come, or waits for it; see {@link SerialLine#read}. */
    synchronized byte[] take(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (unread.size() == 0) {
            requireOpen();
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return new byte[0];
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HypervisorException(
                        ErrorCode.HYPERVISOR_UNAVAILABLE, "the wait for " + what + " was interrupted", "", e);
            }
        }
        byte[] all = unread.toByteArray();
        unread.reset();
        return all;
    }

    synchronized void requireOpen() {
        if (ended) {
            throw new HypervisorException(ErrorCode.WRONG_STATE, "the line to " + what + " has ended", "");
        }
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    // Nothing may reach native code.
    @SuppressWarnings("CatchingUnchecked")
    private static void happened(StreamPointer stream, int events, Pointer number) {
        try {
            SerialInput input = INPUTS.get(Pointer.nativeValue(number));
            if (input != null) {
                input.receive(LibvirtRuntime.api(), stream);
            }
        } catch (Throwable e) {
            LOG.error("what came from a console was lost", e);
        }
    }

    /** Takes one piece: there are others in the loop. At its end a stream would be readable for ever. */
    private void receive(NativeLibvirt api, StreamPointer stream) {
        int count = api.virStreamRecv(stream, piece.clear(), new SizeT(PIECE));
        if (count == NOTHING_NOW) {
            return;
        }
        if (count > 0) {
            byte[] bytes = new byte[count];
            piece.get(bytes);
            add(bytes);
            return;
        }
        api.virResetLastError();
        end();
        deafen(api, stream);
    }

    private synchronized void add(byte[] bytes) {
        unread.writeBytes(bytes);
        if (unread.size() > 2 * SerialLine.MAX_UNREAD_BYTES) {
            byte[] all = unread.toByteArray();
            unread = new ByteArrayOutputStream();
            unread.writeBytes(Arrays.copyOfRange(all, all.length - SerialLine.MAX_UNREAD_BYTES, all.length));
        }
        notifyAll();
    }
}
