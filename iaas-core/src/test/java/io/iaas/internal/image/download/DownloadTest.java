package io.iaas.internal.image.download;

import static io.iaas.internal.image.download.ScriptedServer.raw;
import static io.iaas.internal.image.download.ScriptedServer.redirects;
import static io.iaas.internal.image.download.ScriptedServer.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.image.DownloadPolicy;
import io.iaas.image.ImageSource.OfUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers on 127.0.0.2 may be asked here, and those on other loopback addresses stand for the network inside. */
class DownloadTest {
    private static final String OPEN = "127.0.0.2";
    private static final String CLOSED = "127.0.0.1";
    private static final String OK = "HTTP/1.1 200 OK";
    private static final byte[] IMAGE = "the bytes of an image".getBytes(StandardCharsets.US_ASCII);
    private static final DownloadPolicy POLICY =
            DownloadPolicy.publicOnly().allowing(OPEN + "/32").upToBytes(1000);

    private static SSLSocketFactory trust() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private static byte[] fetch(DownloadPolicy policy, Resolver resolver, String url) throws IOException {
        Download download = new Download(policy, resolver, DownloadTest::trust);
        try (InputStream in = download.open(new OfUrl(URI.create(url)), true)) {
            return in.readAllBytes();
        }
    }

    private static byte[] fetch(ScriptedServer server) throws IOException {
        return fetch(POLICY, Resolver.system(), url(server));
    }

    private static String url(ScriptedServer server) {
        return "http://" + OPEN + ":" + server.port() + "/disk.img?token=1";
    }

    private static void assertFails(ErrorCode code, ScriptedServer server) {
        assertThatThrownBy(() -> fetch(server))
                .isInstanceOf(DownloadException.class)
                .hasFieldOrPropertyWithValue("code", code);
    }

    /** Answers with one address after the other. */
    private static Resolver resolver(Deque<String> addresses) {
        return host -> List.of(InetAddress.getByName(addresses.remove()));
    }

    @Test
    void bytesComeAsTheServerHasThemAndNothingIsSaidThatIsNotNeeded() throws IOException {
        try (ScriptedServer server = new ScriptedServer(OPEN, says(OK, IMAGE))) {
            assertThat(fetch(server)).isEqualTo(IMAGE);
            assertThat(server.requests())
                    .containsExactly("GET /disk.img?token=1 HTTP/1.1\r\nHost: " + OPEN + ":" + server.port()
                            + "\r\nUser-Agent: iaas\r\nAccept: */*\r\nAccept-Encoding: identity\r\n"
                            + "Connection: close\r\n\r\n");
        }
    }

    @Test
    void chunksArePutTogether() throws IOException {
        String chunked = OK + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n3;x=y\r\nfgh\r\n0\r\n\r\n";
        try (ScriptedServer server = new ScriptedServer(OPEN, raw(chunked))) {
            assertThat(fetch(server)).asString().isEqualTo("abcdefgh");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSED, "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0"})
    void placeInsideIsNeverConnectedTo(String host) {
        try (ScriptedServer inside = new ScriptedServer(CLOSED, says(OK, IMAGE))) {
            assertThatThrownBy(() -> fetch(POLICY, Resolver.system(), "http://" + host + ":" + inside.port() + "/"))
                    .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_INPUT)
                    .hasMessageContaining("no address that images may be downloaded from");
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void unknownNameIsTheSameAsAPlaceInside() {
        assertThatThrownBy(() -> fetch(
                        POLICY,
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        "http://db.internal/"))
                .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_INPUT)
                .hasMessage("host 'db.internal' has no address that images may be downloaded from");
    }

    @Test
    void redirectToAPlaceInsideIsNotFollowed() {
        try (ScriptedServer inside = new ScriptedServer(CLOSED, says(OK, IMAGE));
                ScriptedServer server =
                        new ScriptedServer(OPEN, redirects("http://" + CLOSED + ":" + inside.port() + "/"))) {
            assertFails(ErrorCode.INVALID_INPUT, server);
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void nameIsResolvedOnceAndTheAddressThatWasLookedAtIsTheOneConnectedTo() throws IOException {
        Deque<String> answers = new ArrayDeque<>(List.of(OPEN, CLOSED));
        try (ScriptedServer server = new ScriptedServer(OPEN, says(OK, IMAGE))) {
            assertThat(fetch(POLICY, resolver(answers), "http://images.example:" + server.port() + "/"))
                    .isEqualTo(IMAGE);
            assertThat(answers).containsExactly(CLOSED);
            assertThat(server.requests().get(0)).contains("Host: images.example:");
        }
    }

    @Test
    void nameThatIsBoundToAPlaceInsideBetweenTwoHopsIsRefused() {
        Deque<String> answers = new ArrayDeque<>(List.of(OPEN, CLOSED));
        try (ScriptedServer server = new ScriptedServer(OPEN, redirects("/again"))) {
            assertThatThrownBy(() -> fetch(POLICY, resolver(answers), "http://images.example:" + server.port() + "/"))
                    .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_INPUT);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void nameWithOneAddressInsideIsRefusedWhateverTheOthersAre() {
        try (ScriptedServer server = new ScriptedServer(OPEN, says(OK, IMAGE))) {
            Resolver both = host -> List.of(InetAddress.getByName(OPEN), InetAddress.getByName("10.0.0.1"));
            assertThatThrownBy(() -> fetch(POLICY, both, "http://images.example:" + server.port() + "/"))
                    .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_INPUT);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void redirectIsFollowedWithoutItsCookieAndAnEndlessOneIsNot() throws IOException {
        try (ScriptedServer last = new ScriptedServer(OPEN, says(OK, IMAGE));
                ScriptedServer first = new ScriptedServer(OPEN, redirects(url(last) + "#part"));
                ScriptedServer loop = new ScriptedServer(OPEN, redirects("/loop"))) {
            assertThat(fetch(first)).isEqualTo(IMAGE);
            assertThat(last.requests().get(0)).doesNotContainIgnoringCase("cookie", "referer", "authorization", "#");

            assertFails(ErrorCode.DOWNLOAD_FAILED, loop);
            assertThat(loop.requests()).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://127.0.0.2/x",
                "file:///etc/shadow",
                "http://user:word@127.0.0.2/",
                "http:///x",
                "gopher:x",
                "\u007f"
            })
    void redirectToSomethingElseThanAPlainUrlIsNotFollowed(String target) {
        try (ScriptedServer server = new ScriptedServer(OPEN, redirects(target))) {
            assertFails(ErrorCode.INVALID_INPUT, server);
        }
    }

    @Test
    void bytesThatNobodyVouchesForDoNotComeUnencrypted() {
        try (ScriptedServer server = new ScriptedServer(OPEN, says(OK, IMAGE))) {
            Download download = new Download(POLICY, Resolver.system(), DownloadTest::trust);
            assertThatThrownBy(() -> download.open(new OfUrl(URI.create(url(server))), false))
                    .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_INPUT);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void moreThanTheLimitIsRefusedHoweverItIsTold() {
        try (ScriptedServer told = new ScriptedServer(OPEN, raw(OK + "\r\nContent-Length: 1001\r\n\r\n"));
                ScriptedServer chunk = new ScriptedServer(
                        OPEN, raw(OK + "\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n"));
                ScriptedServer chunks = new ScriptedServer(OPEN, out -> {
                    out.write((OK + "\r\nTransfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write("100\r\n".getBytes(StandardCharsets.US_ASCII));
                        out.write(new byte[256]);
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                })) {
            assertFails(ErrorCode.INVALID_INPUT, told);
            assertFails(ErrorCode.INVALID_INPUT, chunk);
            assertFails(ErrorCode.INVALID_INPUT, chunks);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\n\r\n",
                "HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\nx",
                "HTTP/1.1 302 Found\r\n\r\n",
                OK + "\r\nno colon\r\n\r\n",
                OK + "\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
                OK + "\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                OK + "\r\nContent-Length: -1\r\n\r\n",
                OK + "\r\nContent-Length: 99999999999999999999\r\n\r\n",
                OK + "\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
                OK + "\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                OK + "\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                OK + "\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcde\r\n0\r\n\r\n",
                OK + "\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                OK + "\r\nContent-Length: 30\r\n\r\ncut off",
                OK + "\r\n\r\nwithout a length"
            })
    void answerThatIsCutOffOrNotToTheProtocolIsNoImage(String answer) {
        try (ScriptedServer server = new ScriptedServer(OPEN, raw(answer))) {
            assertFails(ErrorCode.DOWNLOAD_FAILED, server);
        }
    }

    @Test
    void endlessHeadIsNotReadToItsEnd() {
        try (ScriptedServer server = new ScriptedServer(OPEN, out -> {
            out.write((OK + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] line = ("x: " + "y".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(line);
            }
        })) {
            assertFails(ErrorCode.DOWNLOAD_FAILED, server);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTT", OK + "\r\nContent-Length: 9\r\n\r\nabc"})
    void serverThatStopsInTheMiddleIsGivenUpAfterTheTimeLimit(String beginning) {
        try (ScriptedServer server = new ScriptedServer(OPEN, out -> {
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            Thread.currentThread().join();
        })) {
            assertThatThrownBy(() -> fetch(POLICY.within(Duration.ofMillis(500)), Resolver.system(), url(server)))
                    .isInstanceOf(DownloadException.class)
                    .hasMessageContaining("longer than PT0.5S");
        }
    }

    @Test
    void serverThatIsNotThereIsSaidSo() {
        ScriptedServer server = new ScriptedServer(OPEN, says(OK, IMAGE));
        server.close();
        assertFails(ErrorCode.DOWNLOAD_FAILED, server);
    }

    @Test
    void lineBreakInAUrlStaysAPartOfThePath() throws IOException {
        try (ScriptedServer server = new ScriptedServer(OPEN, says(OK, IMAGE))) {
            fetch(POLICY, Resolver.system(), "http://" + OPEN + ":" + server.port() + "/a%0d%0aX-Evil:%201/\u00e4");
            assertThat(server.requests().get(0)).startsWith("GET /a%0d%0aX-Evil:%201/%C3%A4 HTTP/1.1\r\n");
            assertThat(Arrays.stream(server.requests().get(0).split("\r\n"))).hasSize(6);
        }
    }
}
