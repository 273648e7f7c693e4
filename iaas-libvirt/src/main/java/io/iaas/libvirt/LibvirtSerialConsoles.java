package io.iaas.libvirt;

import io.iaas.error.ClosedException;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.SerialConsoles;
import io.iaas.spi.hypervisor.SerialLine;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Serial consoles of a libvirt host. Each that is open has a connection of its own: the flood of one guest, or what another
 * one does not take, is in nobody else's way.
 */
final class LibvirtSerialConsoles implements SerialConsoles {
    private final Lanes lanes;
    private final Declared declared;
    private final Set<LibvirtSerialLine> open = new HashSet<>();
    private boolean closed;

    LibvirtSerialConsoles(Lanes lanes, Declared declared) {
        this.lanes = lanes;
        this.declared = declared;
    }

    @Override
    public SerialLine open(DomainRef ref, boolean takeOver) {
        declared.require(Capability.SERIAL_CONSOLE);
        LibvirtSerialLine line = LibvirtSerialLine.open(lanes.console(), ref, takeOver, this::forget);
        if (!remember(line)) {
            line.close();
            throw new ClosedException("hypervisor '" + declared.host() + "'");
        }
        return line;
    }

    private synchronized boolean remember(LibvirtSerialLine line) {
        return !closed && open.add(line);
    }

    private synchronized void forget(LibvirtSerialLine line) {
        open.remove(line);
    }

    /** Ends all lines, and lets none be opened. */
    void close() {
        List<LibvirtSerialLine> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(open);
        }
        all.forEach(LibvirtSerialLine::close);
    }
}
