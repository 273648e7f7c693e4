package io.iaas.internal.image.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server on a loopback address that says exactly what a test wants it to say, right or wrong. */
public final class ScriptedServer implements AutoCloseable {
    /** What a server does with a connection when it has read the head of the request. */
    @FunctionalInterface
    public interface Answer {
        /** Writes the answer; the connection is closed behind it. */
        void write(OutputStream out) throws Exception;
    }

    private final ServerSocket server;
    private final Answer answer;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Starts one on a loopback address. */
    public ScriptedServer(String address, Answer answer) {
        this(ServerSocketFactory.getDefault(), address, answer);
    }

    ScriptedServer(ServerSocketFactory sockets, String address, Answer answer) {
        this.answer = answer;
        try {
            this.server = sockets.createServerSocket(0, 16, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns an answer of a status with bytes. */
    public static Answer says(String head, byte[] body) {
        return out -> {
            out.write((head + "\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body);
        };
    }

    /** Returns an answer that is these characters. */
    static Answer raw(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns a redirection. */
    static Answer redirects(String target) {
        return says("HTTP/1.1 302 Found\r\nSet-Cookie: session=1\r\nLocation: " + target, new byte[0]);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread thread = new Thread(() -> answer(socket), "scripted-answer");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            requests.add(head(socket.getInputStream()));
            answer.write(socket.getOutputStream());
        } catch (Exception e) {
            // The client may go at any time.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Returns the port. */
    public int port() {
        return server.getLocalPort();
    }

    /** Returns the heads of all requests so far. */
    public List<String> requests() {
        return requests;
    }

    /** Returns how many connections there were, with or without a request. */
    int connections() {
        return open.size();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
