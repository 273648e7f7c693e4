package io.iaas.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.Libvirt.VirErrorCallback;
import org.libvirt.jna.LibvirtQemu;

/**
 * libvirt's client library in this JVM: loaded once, with the event loop that keepalive and hang detection live on. The
 * loop runs before the first connection opens, and for as long as the JVM does: libvirt cannot unregister it.
 */
final class LibvirtRuntime {
    /** The library's name, without what each system puts around it. */
    static final String NAME = "virt";

    /** Native code keeps the address of this callback, which the garbage collector does not see. */
    private static final VirErrorCallback SILENCE = (data, error) -> {};

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(100);

    private static final String QEMU_NAME = "virt-qemu";

    private static @Nullable NativeLibvirt loaded;
    private static @Nullable LibvirtQemu loadedForQemu;

    private LibvirtRuntime() {}

    /**
     * Returns the library, loading it at the first call.
     *
     * @throws HypervisorException HYPERVISOR_UNAVAILABLE when it is not installed
     */
    static synchronized NativeLibvirt api() {
        NativeLibvirt api = loaded;
        if (api == null) {
            api = load(NAME);
            initialize(api);
            loaded = api;
        }
        return api;
    }

    /**
     * Returns the library's part for QEMU, loading it at the first call; what it says of failures is asked of the other.
     *
     * @throws HypervisorException HYPERVISOR_UNAVAILABLE when it is not installed
     */
    static synchronized LibvirtQemu qemu() {
        LibvirtQemu api = loadedForQemu;
        if (api == null) {
            api = load(QEMU_NAME, LibvirtQemu.class);
            loadedForQemu = api;
        }
        return api;
    }

    static NativeLibvirt load(String name) {
        return load(name, NativeLibvirt.class);
    }

    private static <T extends Library> T load(String name, Class<T> type) {
        try {
            return Native.load(name, type, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_UNAVAILABLE,
                    "libvirt's client library is not installed on this machine (Debian, Ubuntu: libvirt0; Fedora:"
                            + " libvirt-libs)",
                    String.valueOf(e.getMessage()),
                    e);
        }
    }

    private static void initialize(NativeLibvirt api) {
        if (api.virInitialize() < 0 || api.virEventRegisterDefaultImpl() < 0) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_UNAVAILABLE,
                    "libvirt's client library does not start",
                    String.valueOf(api.virGetLastErrorMessage()));
        }
        // Otherwise libvirt writes every error to the standard error of the host application.
        api.virSetErrorFunc(null, SILENCE);
        Thread loop = new Thread(() -> runLoop(api), "iaas-libvirt-events");
        loop.setDaemon(true);
        loop.start();
    }

    private static void runLoop(NativeLibvirt api) {
        while (true) {
            if (api.virEventRunDefaultImpl() < 0) {
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
            }
        }
    }
}
