package io.iaas.memory;

import io.iaas.spi.hypervisor.VolumeName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The console logs of a simulated host, each with its newest bytes. Guarded by the host's lock. */
final class ConsoleTable {
    private static final int KEPT_BYTES = 1 << 20;

    private final Map<String, byte[]> logs = new TreeMap<>();

    Set<String> names() {
        return logs.keySet();
    }

    boolean exists(VolumeName log) {
        return logs.containsKey(log.value());
    }

    void create(VolumeName log) {
        logs.putIfAbsent(log.value(), new byte[0]);
    }

    void delete(VolumeName log) {
        logs.remove(log.value());
    }

    byte[] tail(VolumeName log, int maxBytes) {
        return newest(logs.getOrDefault(log.value(), new byte[0]), maxBytes);
    }

    /** Writes a line as a serial console ends it; one that was deleted under the guest is not made again. */
    void write(VolumeName log, String line) {
        logs.computeIfPresent(log.value(), (name, old) -> {
            byte[] added = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
            byte[] all = Arrays.copyOf(old, old.length + added.length);
            System.arraycopy(added, 0, all, old.length, added.length);
            return newest(all, KEPT_BYTES);
        });
    }

    private static byte[] newest(byte[] bytes, int max) {
        return Arrays.copyOfRange(bytes, Math.max(0, bytes.length - max), bytes.length);
    }
}
