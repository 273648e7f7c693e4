package io.iaas.libvirt;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.libvirt.jna.ConnectionPointer;

/**
 * An open connection. It is closed when it is retired and its last user has left, never under a call that uses it: a
 * call on a closed connection would crash the JVM.
 */
final class Link {
    /** A daemon works on five calls of a connection at once; one is left free, so that keepalive is answered. */
    private static final int CALLS_AT_ONCE = 4;

    private final NativeLibvirt api;
    private final ConnectionPointer pointer;
    private final KnownDomains known;
    private final KnownPool knownPool;
    private final Semaphore permits = new Semaphore(CALLS_AT_ONCE, true);
    private final CountDownLatch closed = new CountDownLatch(1);
    private int users;
    private boolean retired;

    Link(NativeLibvirt api, ConnectionPointer pointer) {
        this.api = api;
        this.pointer = pointer;
        this.known = new KnownDomains(api);
        this.knownPool = new KnownPool(api);
    }

    /** Returns a new session, to be closed before its user leaves. */
    Session session() {
        return new Session(api, pointer, known, knownPool);
    }

    Semaphore permits() {
        return permits;
    }

    /** Becomes a user; false when the connection is on its way out. Every user leaves once. */
    synchronized boolean enter() {
        if (!retired) {
            users++;
        }
        return !retired;
    }

    /** Ends a use, and the connection with it when it was the last of a retired one. May block for long then. */
    void leave() {
        boolean last;
        synchronized (this) {
            users--;
            last = retired && users == 0;
        }
        if (last) {
            known.forgetAllBut(Set.of());
            knownPool.forget();
            api.virConnectClose(pointer);
            closed.countDown();
        }
    }

    /** Lets nobody enter any more. The first who asks becomes a user, and leaves as every user does. */
    synchronized boolean retire() {
        boolean first = !retired;
        if (first) {
            retired = true;
            users++;
        }
        return first;
    }

    synchronized boolean isRetired() {
        return retired;
    }

    /** Returns whether the transport stands; asks nobody. To be called by a user only. */
    boolean isAlive() {
        return api.virConnectIsAlive(pointer) == 1;
    }

    /** Waits until a retired connection is closed, at most for the limit; tells whether it is. */
    boolean awaitClosed(Duration limit) {
        try {
            return closed.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
