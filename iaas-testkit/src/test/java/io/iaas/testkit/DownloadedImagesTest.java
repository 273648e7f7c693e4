package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.iaas.error.InvalidInputException;
import io.iaas.image.ImageSource;
import io.iaas.image.ImageSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadedImagesTest {
    private static final byte[] BYTES = new byte[1 << 20];
    private static final String SHA256 = "30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/disk", exchange -> send(exchange, 200, BYTES.length, BYTES.length));
        server.createContext("/cut", exchange -> send(exchange, 200, BYTES.length, BYTES.length / 2));
        server.createContext("/gone", exchange -> send(exchange, 404, BYTES.length, BYTES.length));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", url("disk").toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/silent", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            awaitRelease();
            exchange.close();
        });
        server.start();
    }

    private void send(HttpExchange exchange, int status, int promised, int sent) throws IOException {
        requests.incrementAndGet();
        exchange.sendResponseHeaders(status, promised);
        exchange.getResponseBody().write(BYTES, 0, sent);
        exchange.close();
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
    }

    private DownloadedImages images() {
        return new DownloadedImages(directory, LIMIT);
    }

    private static Path file(ImageSpec spec) {
        ImageSpec.Disk disk = (ImageSpec.Disk) spec.content();
        assertThat(disk.sha256()).contains(SHA256);
        return ((ImageSource.OfFile) disk.source()).path();
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.toString().endsWith(".lock")).toList();
        }
    }

    @Test
    void fileIsDownloadedOnceAndKeptByItsContent() throws IOException {
        Path file = file(images().image(url("disk"), SHA256));

        assertThat(file).hasBinaryContent(BYTES);
        assertThat(file(images().image(url("disk?other"), SHA256.toUpperCase(Locale.ROOT))))
                .isEqualTo(file);
        assertThat(requests).hasValue(1);
        assertThat(kept()).containsExactly(file);
    }

    @Test
    void redirectIsFollowed() {
        assertThat(file(images().image(url("moved"), SHA256))).hasBinaryContent(BYTES);
    }

    @Test
    void manyAtOnceShareADownload() {
        DownloadedImages one = images();
        DownloadedImages another = images();
        List<CompletableFuture<ImageSpec>> all = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> one.image(url("disk"), SHA256), threads))
                .toList();
        all.forEach(CompletableFuture::join);
        another.image(url("disk"), SHA256);

        assertThat(requests).hasValue(1);
    }

    @Test
    void fileThatWasChangedSinceIsDownloadedAnew() throws IOException {
        Path file = file(images().image(url("disk"), SHA256));
        Files.writeString(file, "something else");

        assertThat(file(images().image(url("disk"), SHA256))).hasBinaryContent(BYTES);
        assertThat(requests).hasValue(2);
    }

    @Test
    void whatIsNotAsExpectedIsRefusedAndNothingKept() throws IOException {
        String other = "0".repeat(64);
        assertThatThrownBy(() -> images().image(url("disk"), other))
                .isInstanceOf(TestImageException.class)
                .hasMessageContainingAll(SHA256, other);
        assertThatThrownBy(() -> images().image(url("cut"), SHA256)).isInstanceOf(TestImageException.class);
        assertThatThrownBy(() -> images().image(url("gone"), SHA256)).hasMessageContaining("status 404");
        server.stop(0);
        assertThatThrownBy(() -> images().image(url("disk"), SHA256))
                .isInstanceOf(TestImageException.class)
                .hasMessageContaining("cannot be downloaded");
        assertThat(kept()).isEmpty();
    }

    @Test
    void serverThatSendsNothingIsGivenUp() throws IOException {
        DownloadedImages hasty = new DownloadedImages(directory, Duration.ofMillis(200));

        assertThatThrownBy(() -> hasty.image(url("silent"), SHA256))
                .hasMessageContaining("not downloaded within PT0.2S");
        assertThat(kept()).isEmpty();
    }

    @Test
    void urlAndChecksumMustBeSuch() {
        assertThatThrownBy(() -> images().image(URI.create("file:///etc/passwd"), SHA256))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> images().image(url("disk"), "abc")).isInstanceOf(InvalidInputException.class);
    }
}
