package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.TransferListener;
import io.iaas.spi.hypervisor.VolumeName;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Fills a volume piece by piece; the host is locked for each piece and never while the source is read. */
final class Upload {
    private static final int PIECE_BYTES = 256 << 10;

    private final HostState host;
    private final VolumeName name;
    private final long length;
    private final TransferListener listener;

    Upload(HostState host, VolumeName name, long length, TransferListener listener) {
        this.host = host;
        this.name = name;
        this.length = length;
        this.listener = listener;
    }

    void from(InputStream source) {
        host.run(() -> begin(host.volumes().present(name)));
        try {
            byte[] piece = new byte[PIECE_BYTES];
            long moved = 0;
            while (moved < length) {
                int count = source.read(piece, 0, (int) Math.min(piece.length, length - moved));
                if (count < 0) {
                    throw new EOFException(
                            "volume " + name + ": the source gave " + moved + " of " + length + " bytes");
                }
                host.run(() -> host.volumes().append(name, piece, count));
                moved += count;
                listener.moved(moved);
            }
            if (source.read() >= 0) {
                throw new IOException("volume " + name + ": the source gave more than " + length + " bytes");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(SimulatedVolume volume) {
        if (!volume.holds(length)) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_REFUSED, "volume " + name + " cannot hold " + length + " bytes", "");
        }
        host.volumes().empty(volume);
    }
}
