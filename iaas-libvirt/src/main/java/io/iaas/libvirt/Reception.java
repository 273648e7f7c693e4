package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.libvirt.jna.SizeT;
import org.libvirt.jna.StreamPointer;

/** Takes all that comes on a stream. */
final class Reception {
    private static final int MESSAGE = 262_120;

    private final Session session;
    private final NativeLibvirt api;

    Reception(Session session) {
        this.session = session;
        this.api = session.api();
    }

    /** Returns the stream's bytes, and ends it. More than these are refused. */
    byte[] of(StreamPointer stream, int most) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocateDirect(MESSAGE);
        byte[] bytes = new byte[buffer.capacity()];
        while (true) {
            int count = api.virStreamRecv(stream, buffer.clear(), new SizeT(buffer.capacity()));
            if (count < 0) {
                LibvirtFault fault = session.fault();
                api.virStreamAbort(stream);
                throw fault;
            }
            if (count == 0) {
                session.check(api.virStreamFinish(stream));
                return all.toByteArray();
            }
            if (count > most - all.size()) {
                api.virStreamAbort(stream);
                throw new HypervisorException(
                        ErrorCode.HYPERVISOR_REFUSED, "libvirt sends more than " + most + " bytes", "");
            }
            buffer.get(bytes, 0, count);
            all.write(bytes, 0, count);
        }
    }
}
