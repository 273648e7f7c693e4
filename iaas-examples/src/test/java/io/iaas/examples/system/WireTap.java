package io.iaas.examples.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A socket in front of a libvirtd that passes every message on, and holds one back at the stop of the caller's choice:
 * so a test knows to the message where a driver is, and the driver knows nothing of the test.
 */
final class WireTap implements AutoCloseable {
    private final Path socket;
    private final Path daemon;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile Stop stop;

    WireTap(Path socket, Path daemon, Stop first) {
        this.socket = socket;
        this.daemon = daemon;
        this.stop = first;
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        begin(this::accept);
    }

    String uri() {
        return "qemu+unix:///system?socket=" + socket;
    }

    /** Returns the stop that is next, or was reached. */
    Stop stop() {
        return stop;
    }

    /** Makes this the next stop. */
    void stopAt(Stop next) {
        stop = next;
    }

    private void accept() throws IOException {
        while (true) {
            SocketChannel client = track(server.accept());
            try {
                SocketChannel libvirt = track(SocketChannel.open(UnixDomainSocketAddress.of(daemon)));
                begin(() -> pass(client, libvirt, message -> stop.request(client, message, m -> m.write(libvirt))));
                begin(() -> pass(libvirt, client, message -> stop.answer(client, message, m -> m.write(client))));
            } catch (IOException e) {
                // No daemon: the client finds its connection closed.
                client.close();
            }
        }
    }

    private SocketChannel track(SocketChannel channel) {
        open.add(channel);
        return channel;
    }

    private interface Passing {
        void pass(WireMessage message) throws IOException, InterruptedException;
    }

    /** Passes on until one end closes, and closes the other then. */
    private void pass(SocketChannel from, SocketChannel to, Passing passing) throws IOException, InterruptedException {
        try (from;
                to) {
            while (true) {
                passing.pass(WireMessage.read(from));
            }
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void begin(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException e) {
                        return;
                    }
                },
                "wire-tap");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        stop.drop();
        try {
            server.close();
            for (SocketChannel channel : open) {
                channel.close();
            }
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
