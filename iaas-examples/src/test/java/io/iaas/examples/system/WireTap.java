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
import java.util.function.Consumer;

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
            SocketChannel client = server.accept();
            open.add(client);
            try {
                SocketChannel libvirt = SocketChannel.open(UnixDomainSocketAddress.of(daemon));
                open.add(libvirt);
                Gate onward = new Gate(libvirt);
                Gate back = new Gate(client);
                begin(() -> pass(client, libvirt, onward, message -> stop.request(message, onward, back)));
                begin(() -> pass(libvirt, client, back, message -> stop.answer(message, back)));
            } catch (IOException e) {
                begin(() -> refuse(client));
            }
        }
    }

    /** There is no daemon. libvirt's client loses an eventfd where its connection ends before its first message. */
    private void refuse(SocketChannel client) throws IOException {
        try {
            WireMessage.read(client);
        } finally {
            close(client);
        }
    }

    /** Passes on until one end closes, and closes the other then. */
    private void pass(SocketChannel from, SocketChannel to, Gate way, Consumer<WireMessage> look) throws IOException {
        try {
            while (true) {
                WireMessage message = WireMessage.read(from);
                look.accept(message);
                way.pass(message);
            }
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(SocketChannel channel) throws IOException {
        open.remove(channel);
        channel.close();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void begin(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One end has gone.
                        return;
                    }
                },
                "wire-tap");
        thread.setDaemon(true);
        thread.start();
    }

    /** Cuts all connections; what is held back is lost. */
    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel channel : open) {
                close(channel);
            }
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
