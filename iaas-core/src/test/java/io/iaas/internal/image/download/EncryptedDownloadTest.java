package io.iaas.internal.image.download;

import static io.iaas.internal.image.download.ScriptedServer.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.image.DownloadPolicy;
import io.iaas.image.ImageSource.OfUrl;
import io.iaas.internal.testing.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads over TLS from a server whose certificate is for images.example. */
class EncryptedDownloadTest {
    private static final String OPEN = "127.0.0.2";
    private static final byte[] IMAGE = new byte[] {1, 2, 3};
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Resolver RESOLVER = host -> List.of(InetAddress.getByName(OPEN));

    @TempDir
    static Path directory;

    private static SSLContext context;

    @BeforeAll
    static void makeACertificate() throws Exception {
        Path file = directory.resolve("keys.p12");
        Commands.run(
                directory,
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=server",
                        "-ext",
                        "san=dns:images.example",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString()));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    }

    private static ScriptedServer server(ScriptedServer.Answer answer) {
        return new ScriptedServer(context.getServerSocketFactory(), OPEN, answer);
    }

    private static byte[] fetch(SSLSocketFactory trust, String url) throws IOException {
        Download download = new Download(DownloadPolicy.publicOnly().allowing(OPEN), RESOLVER, () -> trust);
        try (InputStream in = download.open(new OfUrl(URI.create(url)), false)) {
            return in.readAllBytes();
        }
    }

    @Test
    void serverThatProvesItsNameIsBelieved() throws IOException {
        try (ScriptedServer server = server(says("HTTP/1.1 200 OK", IMAGE))) {
            assertThat(fetch(context.getSocketFactory(), "https://images.example:" + server.port() + "/x"))
                    .isEqualTo(IMAGE);
        }
    }

    @Test
    void serverThatProvesAnotherNameIsNot() {
        try (ScriptedServer server = server(says("HTTP/1.1 200 OK", IMAGE))) {
            assertThatThrownBy(() -> fetch(context.getSocketFactory(), "https://mirror.example:" + server.port() + "/"))
                    .isInstanceOf(SSLException.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void serverThatNobodyTrustsIsNot() {
        try (ScriptedServer server = server(says("HTTP/1.1 200 OK", IMAGE))) {
            SSLSocketFactory platform = (SSLSocketFactory) SSLSocketFactory.getDefault();
            assertThatThrownBy(() -> fetch(platform, "https://images.example:" + server.port() + "/"))
                    .isInstanceOf(SSLException.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void redirectToAnUnencryptedPlaceIsNotFollowed() {
        try (ScriptedServer plain = new ScriptedServer(OPEN, says("HTTP/1.1 200 OK", IMAGE));
                ScriptedServer server =
                        server(ScriptedServer.redirects("http://images.example:" + plain.port() + "/"))) {
            assertThatThrownBy(() -> fetch(context.getSocketFactory(), "https://images.example:" + server.port() + "/"))
                    .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_INPUT);
            assertThat(plain.connections()).isZero();
        }
    }
}
