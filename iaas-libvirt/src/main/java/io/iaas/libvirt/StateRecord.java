package io.iaas.libvirt;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The state in what libvirt tells of one domain. One is read for each domain of a host, so its parameters are copied at
 * once and no text is made of their names.
 */
final class StateRecord {
    private static final byte[] STATE = name("state.state");
    private static final byte[] REASON = name("state.reason");

    private StateRecord() {}

    /** Reads a native record. */
    static SeenState at(Pointer record) {
        int count = record.getInt(StatsLayout.PARAMETER_COUNT);
        byte[] parameters =
                record.getPointer(StatsLayout.PARAMETERS).getByteArray(0, count * StatsLayout.PARAMETER_SIZE);
        ByteBuffer values = ByteBuffer.wrap(parameters).order(ByteOrder.nativeOrder());
        int state = 0;
        int reason = 0;
        for (int at = 0; at < parameters.length; at += StatsLayout.PARAMETER_SIZE) {
            if (isNamed(parameters, at, STATE)) {
                state = values.getInt(at + StatsLayout.VALUE);
            } else if (isNamed(parameters, at, REASON)) {
                reason = values.getInt(at + StatsLayout.VALUE);
            }
        }
        return StateNumber.seen(state, reason);
    }

    private static boolean isNamed(byte[] parameters, int at, byte[] name) {
        int from = at + StatsLayout.NAME;
        return Arrays.equals(parameters, from, from + name.length, name, 0, name.length);
    }

    /** Returns a name with the zero at its end, so that no longer one is taken for it. */
    private static byte[] name(String text) {
        return (text + '\0').getBytes(StandardCharsets.US_ASCII);
    }
}
