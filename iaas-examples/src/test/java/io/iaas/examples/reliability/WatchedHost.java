package io.iaas.examples.reliability;

import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.TransferListener;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.Volumes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A driver whose changing calls are points of a trail. An upload puts half of the bytes on the host first. */
final class WatchedHost {
    private static final Set<String> PARTS =
            Set.of("domains", "power", "checkpoints", "volumes", "consoles", "networks");
    private static final Set<String> LOOKS =
            Set.of("find", "inventory", "states", "exists", "tail", "list", "freeBytes", "leases");

    private WatchedHost() {}

    static Hypervisor of(Hypervisor hypervisor, Trail trail) {
        return Interposed.on(Hypervisor.class, hypervisor, invocation -> {
            Object answer = invocation.proceed();
            return answer != null && PARTS.contains(invocation.name())
                    ? part(invocation.method().getReturnType(), answer, trail)
                    : answer;
        });
    }

    private static Object part(Class<?> type, Object part, Trail trail) {
        return Interposed.on(type, part, invocation -> {
            if (LOOKS.contains(invocation.name())) {
                return invocation.proceed();
            }
            if (invocation.name().equals("upload")) {
                trail.uploading();
            } else {
                trail.calling();
            }
            Object answer = change(invocation, trail);
            trail.called();
            return answer;
        });
    }

    private static @Nullable Object change(Interposed.Invocation invocation, Trail trail) throws Throwable {
        if (!invocation.name().equals("upload")) {
            return invocation.proceed();
        }
        List<@Nullable Object> arguments = invocation.arguments();
        upload(
                (Volumes) invocation.target(),
                (VolumeName) arguments.get(0),
                (InputStream) arguments.get(1),
                (long) arguments.get(2),
                (TransferListener) arguments.get(3),
                trail);
        return null;
    }

    private static void upload(
            Volumes volumes, VolumeName name, InputStream source, long length, TransferListener listener, Trail trail) {
        try {
            byte[] bytes = source.readAllBytes();
            int half = bytes.length / 2;
            volumes.upload(name, new ByteArrayInputStream(bytes, 0, half), half, moved -> {});
            trail.halfWay();
            // A real transfer goes on into the file that it has open, and not into one of the same name.
            listener.moved(half);
            volumes.upload(name, new ByteArrayInputStream(bytes), length, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
