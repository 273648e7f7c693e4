package io.iaas.libvirt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.CString;
import org.libvirt.jna.ConnectionPointer;

/**
 * One call's use of a connection, on one thread. It owns every handle that the call takes and frees them when the call
 * ends, last first, so that none is freed while native code still uses it and none is left behind.
 */
final class Session implements AutoCloseable {
    private final NativeLibvirt api;
    private final ConnectionPointer connection;
    private final KnownDomains known;
    private final KnownPool knownPool;
    private final Deque<Runnable> owned = new ArrayDeque<>();

    Session(NativeLibvirt api, ConnectionPointer connection, KnownDomains known, KnownPool knownPool) {
        this.api = api;
        this.connection = connection;
        this.known = known;
        this.knownPool = knownPool;
    }

    NativeLibvirt api() {
        return api;
    }

    ConnectionPointer connection() {
        return connection;
    }

    /** Returns the domains whose handles outlive the call. */
    KnownDomains known() {
        return known;
    }

    /** Returns the pool whose handle outlives the call. */
    KnownPool knownPool() {
        return knownPool;
    }

    /** Returns the handle, which is freed with the session; null is the call's failure. */
    <P extends PointerType> P own(@Nullable P handle, Consumer<P> free) {
        P present = present(handle);
        owned.push(() -> free.accept(present));
        return present;
    }

    /** Returns the handle that a look-up gave, or empty when the failure is that there is none. */
    <P extends PointerType> Optional<P> find(@Nullable P handle, Consumer<P> free, int absent) {
        if (handle == null && api.virGetLastErrorCode() == absent) {
            api.virResetLastError();
            return Optional.empty();
        }
        return Optional.of(own(handle, free));
    }

    /** Returns what a call gave, or throws its failure. */
    <T> T present(@Nullable T result) {
        if (result == null) {
            throw fault();
        }
        return result;
    }

    /** Returns what a call gave, or throws its failure. */
    int check(int result) {
        if (result < 0) {
            throw fault();
        }
        return result;
    }

    /** Returns a text that the caller owns, and frees it. */
    String text(@Nullable CString text) {
        return present(text).toString();
    }

    /** Returns the handles of an array that a call gave, and frees the array; the handles are freed with the session. */
    <P extends PointerType> List<P> ownAll(@Nullable Pointer array, int count, Supplier<P> empty, Consumer<P> free) {
        if (array == null) {
            return List.of();
        }
        Pointer[] pointers = array.getPointerArray(0, count);
        Native.free(Pointer.nativeValue(array));
        List<P> handles = new ArrayList<>(count);
        for (Pointer pointer : pointers) {
            P handle = empty.get();
            handle.setPointer(pointer);
            handles.add(own(handle, free));
        }
        return handles;
    }

    /** Returns the failure of the last call of this thread. */
    LibvirtFault fault() {
        LibvirtFault fault = new LibvirtFault(
                api.virGetLastErrorCode(), api.virGetLastErrorDomain(), String.valueOf(api.virGetLastErrorMessage()));
        api.virResetLastError();
        return fault;
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            owned.pop().run();
        }
    }
}
