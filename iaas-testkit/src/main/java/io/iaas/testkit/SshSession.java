package io.iaas.testkit;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.error.ConflictException;
import io.iaas.spi.hypervisor.HypervisorException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connection to one machine's SSH server: opened when it is first needed, and again when it is dead. */
final class SshSession {
    static final int PORT = 22;

    private static final String OTHER_KEY = "the guest shows another host key than before; close() forgets the first";
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);
    private static final int SILENCES = 2;
    /** Who waits for a channel is not told that the connection broke. */
    private static final Duration OPENING = Duration.ofSeconds(5);
    /** What the client says when it could not begin a command on a channel that stands. */
    private static final String BEGUN = "ChannelExec";

    private final Supplier<Vm> machine;
    private final Supplier<InetSocketAddress> place;
    private final Login login;
    private final PinnedHostKey hostKey = new PinnedHostKey();
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Session session;

    /**
     * Connects to nothing yet.
     *
     * @param machine looks at the machine
     * @param place tells where its server is reached
     */
    SshSession(Supplier<Vm> machine, Supplier<InetSocketAddress> place, Login login) {
        this.machine = machine;
        this.place = place;
        this.login = login;
    }

    /**
     * Opens a channel, prepares it and begins its command: at most once. A guest that does not let in yet is tried again.
     *
     * @throws SshException when it does not until the deadline
     */
    ChannelExec begin(String command, Consumer<ChannelExec> prepare, Deadline deadline) {
        while (true) {
            Session live = live(deadline);
            try {
                @Nullable Channel opened = live.openChannel("exec");
                if (opened instanceof ChannelExec channel) {
                    channel.setCommand(command.getBytes(StandardCharsets.UTF_8));
                    prepare.accept(channel);
                    channel.connect(Math.min(deadline.leftMillis(), (int) OPENING.toMillis()));
                    return channel;
                }
                // The connection broke in this moment.
                live.disconnect();
            } catch (JSchException e) {
                if (BEGUN.equals(e.getMessage()) || deadline.passed()) {
                    throw new SshException(reason(e), e);
                }
            }
            deadline.pause(SHORTEST_PAUSE);
        }
    }

    /** Makes sure that the guest lets in. */
    Session live(Deadline deadline) {
        try {
            if (!opening.tryLock(deadline.leftNanos(), TimeUnit.NANOSECONDS)) {
                throw new SshException("no log-in yet as " + login.user());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SshException("interrupted", e);
        }
        try {
            Session open = session;
            if (open == null || !open.isConnected()) {
                open = open(deadline);
                session = open;
            }
            return open;
        } finally {
            opening.unlock();
        }
    }

    private Session open(Deadline deadline) {
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            String missing;
            @Nullable Exception cause;
            requireRunning();
            try {
                return connect(place.get(), deadline);
            } catch (JSchException e) {
                missing = reason(e);
                cause = e;
            } catch (ConflictException | HypervisorException e) {
                missing = String.valueOf(e.getMessage());
                cause = e;
            }
            boolean changed = missing.equals(OTHER_KEY);
            if (deadline.passed() || changed) {
                throw new SshException("no log-in as " + login.user() + ": " + missing, cause);
            }
            deadline.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void requireRunning() {
        VmState state = machine.get().state();
        // A host that is busy for a while does not say that it runs.
        if (state != VmState.RUNNING && state != VmState.UNKNOWN) {
            throw new SshException("the machine is " + state);
        }
    }

    /** Waits on one connection for a server that has accepted it and says nothing yet. */
    private Session connect(InetSocketAddress peer, Deadline deadline) throws JSchException {
        JSch client = new JSch();
        client.setHostKeyRepository(hostKey);
        client.addIdentity("throwaway", login.key().privateKey().getBytes(StandardCharsets.US_ASCII), null, null);
        Session opened = client.getSession(login.user(), peer.getHostString(), peer.getPort());
        opened.setConfig("PreferredAuthentications", "publickey");
        opened.setConfig("StrictHostKeyChecking", "yes");
        opened.setDaemonThread(true);
        opened.setSocketFactory(new SwiftSockets());
        opened.setServerAliveInterval((int) SIGN_OF_LIFE.toMillis());
        opened.setServerAliveCountMax(SILENCES);
        opened.connect(deadline.leftMillis());
        return opened;
    }

    private static String reason(JSchException e) {
        String said = String.valueOf(e.getMessage());
        return said.contains("HostKey has been changed") ? OTHER_KEY : said;
    }

    /** Returns whether the server serves several commands at once: Dropbear mixes up those that end together. */
    boolean servesSeveral(Deadline deadline) {
        return !String.valueOf(live(deadline).getServerVersion()).contains("dropbear");
    }

    /** Returns whether a channel's connection still stands. */
    static boolean stands(Channel channel) {
        try {
            return channel.getSession().isConnected();
        } catch (JSchException e) {
            return false;
        }
    }

    /** Ends the connection, and forgets the guest's host key. Waits for nobody who opens one. */
    void close() {
        Session open = session;
        session = null;
        hostKey.forget();
        if (open != null) {
            open.disconnect();
        }
    }
}
