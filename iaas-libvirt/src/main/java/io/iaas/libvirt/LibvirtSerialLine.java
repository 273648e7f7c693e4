package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.SerialLine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.SizeT;
import org.libvirt.jna.StreamPointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream to the terminal that libvirt has for a guest's serial port. */
final class LibvirtSerialLine implements SerialLine {
    private static final Logger LOG = LoggerFactory.getLogger(LibvirtSerialLine.class);
    private static final int NONBLOCKING = 1;
    private static final int FORCE = 1;
    private static final Set<DomainState> ON =
            EnumSet.of(DomainState.RUNNING, DomainState.PAUSED, DomainState.SHUTTING_DOWN);

    private final Duration limit;
    private final String what;
    private final Consumer<LibvirtSerialLine> whenClosed;
    private final Use use;
    private final Session session;
    private final SerialInput input;
    private final StreamPointer stream;
    /** How many threads are in libvirt with the stream: its handle is freed when the last one has left. */
    private int inside;

    private boolean closing;
    private boolean released;

    private LibvirtSerialLine(
            Use use, Duration limit, DomainRef ref, boolean takeOver, Consumer<LibvirtSerialLine> whenClosed) {
        this.use = use;
        this.limit = limit;
        this.whenClosed = whenClosed;
        this.what = "the console of " + ref;
        this.session = use.session();
        this.input = new SerialInput(what);
        this.stream = use.run("open " + what, limit, () -> begin(ref, takeOver), this::release);
    }

    /**
     * Attaches.
     *
     * @param lane a connection for this alone, which ends with the line
     */
    static LibvirtSerialLine open(Lane lane, DomainRef ref, boolean takeOver, Consumer<LibvirtSerialLine> whenClosed) {
        boolean opened = false;
        Use use = lane.use("open the console of " + ref);
        try {
            LibvirtSerialLine line = new LibvirtSerialLine(use, lane.limit(), ref, takeOver, whenClosed);
            opened = true;
            return line;
        } finally {
            if (!opened) {
                use.retire();
            }
        }
    }

    private StreamPointer begin(DomainRef ref, boolean takeOver) {
        boolean begun = false;
        try {
            DomainHandles domains = new DomainHandles(session);
            DomainPointer domain = domains.ours(ref).orElseThrow(() -> LibvirtDomains.absent(ref));
            DomainState state = domains.state(domain);
            if (!ON.contains(state)) {
                throw new HypervisorException(ErrorCode.WRONG_STATE, "cannot open " + what + ": it is " + state, "");
            }
            NativeLibvirt api = session.api();
            StreamPointer made = session.own(api.virStreamNew(session.connection(), NONBLOCKING), api::virStreamFree);
            if (api.virDomainOpenConsole(domain, null, made, takeOver ? FORCE : 0) < 0) {
                throw refused(session.fault());
            }
            input.listen(session, made);
            begun = true;
            return made;
        } finally {
            if (!begun) {
                release();
            }
        }
    }

    private RuntimeException refused(LibvirtFault fault) {
        return fault.number() == ErrorNumber.OPERATION_FAILED && fault.text().contains("console session exists")
                ? new HypervisorException(
                        ErrorCode.IN_USE, "somebody has " + what + " open", fault.forOperators(), fault)
                : fault;
    }

    @Override
    public byte[] read(Duration patience) {
        byte[] read = input.take(patience);
        if (read.length == 0) {
            inside(() -> {
                // What breaks without a word is found out by keepalive.
                if (!use.isAlive()) {
                    input.end();
                }
                return true;
            });
        }
        return read;
    }

    @Override
    public void write(byte[] bytes) {
        input.requireOpen();
        ByteBuffer rest = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        boolean written = false;
        try {
            written = use.run("write to " + what, limit, () -> inside(() -> send(rest)), () -> {});
        } finally {
            if (!written) {
                close();
            }
        }
    }

    private boolean send(ByteBuffer rest) {
        try {
            while (rest.hasRemaining()) {
                int sent =
                        session.check(session.api().virStreamSend(stream, rest.slice(), new SizeT(rest.remaining())));
                rest.position(rest.position() + sent);
            }
            return true;
        } catch (LibvirtFault fault) {
            // Whether the stream was cut off or the connection is gone: this line has ended.
            throw new HypervisorException(
                    ErrorCode.WRONG_STATE, "the line to " + what + " has ended", fault.forOperators(), fault);
        }
    }

    /** Ends it: with the stream, libvirt lets go of the terminal. */
    @Override
    public void close() {
        input.end();
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        try {
            use.run("close " + what, limit, () -> inside(this::abort), () -> {});
        } catch (HypervisorException e) {
            LOG.debug("{} ends with its connection: {}", what, e.getMessage());
        } finally {
            releaseWhenIdle();
            use.retire();
            whenClosed.accept(this);
        }
    }

    private boolean abort() {
        input.deafen(session.api(), stream);
        // Fails where the stream has ended by itself.
        session.api().virStreamAbort(stream);
        session.api().virResetLastError();
        return true;
    }

    /** Makes a call to libvirt while the handles are there; false when they are gone. */
    private boolean inside(BooleanSupplier call) {
        synchronized (this) {
            if (released) {
                return false;
            }
            inside++;
        }
        try {
            return call.getAsBoolean();
        } finally {
            synchronized (this) {
                inside--;
            }
            releaseWhenIdle();
        }
    }

    private void releaseWhenIdle() {
        synchronized (this) {
            if (!closing || inside > 0) {
                return;
            }
        }
        release();
    }

    private void release() {
        synchronized (this) {
            if (released) {
                return;
            }
            released = true;
        }
        session.close();
        use.end();
    }
}
