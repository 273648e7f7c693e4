package io.iaas.internal.image.download;

import io.iaas.image.ImageSource.OfUrl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One request and its answer, over a connection to an address that was looked at before. */
final class Exchange implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final Socket socket;
    private final InputStream in;
    private final ResponseHead head;

    private Exchange(Socket socket, InputStream in, ResponseHead head) {
        this.socket = socket;
        this.in = in;
        this.head = head;
    }

    /** Asks for what is at a URL at the first of its host's addresses that answers. */
    static Exchange get(OfUrl url, List<InetAddress> addresses, Supplier<SSLSocketFactory> tls, Watchdog watchdog)
            throws IOException {
        Socket socket = connect(url, addresses);
        try {
            watchdog.watch(socket);
            socket.setSoTimeout((int) READ_LIMIT.toMillis());
            Socket talking = url.isEncrypted() ? encrypted(socket, url, tls.get()) : socket;
            talking.getOutputStream().write(request(url.url()));
            talking.getOutputStream().flush();
            InputStream in = new BufferedInputStream(talking.getInputStream());
            return new Exchange(socket, in, ResponseHead.read(in));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    ResponseHead head() {
        return head;
    }

    InputStream body(long maxBytes) throws DownloadException {
        return head.body(in, maxBytes);
    }

    private static Socket connect(OfUrl url, List<InetAddress> addresses) throws IOException {
        for (InetAddress address : addresses) {
            // Without a proxy of the JVM's settings, which would resolve the name anew.
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                socket.connect(new InetSocketAddress(address, port(url)), (int) CONNECT_LIMIT.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
            }
        }
        throw DownloadException.failed("the server cannot be reached");
    }

    private static int port(OfUrl url) {
        int given = url.url().getPort();
        int usual = url.isEncrypted() ? HTTPS_PORT : HTTP_PORT;
        return given < 0 ? usual : given;
    }

    /** The name is in the URL and not in the address, so the socket is told which name the certificate must have. */
    private static Socket encrypted(Socket plain, OfUrl url, SSLSocketFactory tls) throws IOException {
        SSLSocket socket =
                (SSLSocket) tls.createSocket(plain, Resolution.bare(url.url().getHost()), port(url), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** A URI holds neither blanks nor line breaks, so nothing can be put into the request behind it. */
    private static byte[] request(URI url) {
        URI ascii = URI.create(url.toASCIIString());
        String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
        String port = ascii.getPort() < 0 ? "" : ":" + ascii.getPort();
        return ("GET " + path + query + " HTTP/1.1\r\nHost: " + ascii.getHost() + port
                        + "\r\nUser-Agent: iaas\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
