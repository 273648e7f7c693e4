package io.iaas.internal.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.WaitCondition;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MANY_LOOKS = 2000;

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setSoTimeout((int) PATIENCE.toMillis());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Conversation with(Question question) {
        return with(question, Conversation.MOST_LOOKS);
    }

    private Conversation with(Question question, int firstLooks) {
        return new Conversation((InetSocketAddress) server.getLocalSocketAddress(), question, firstLooks);
    }

    private Conversation askingFor(String path, OptionalInt status) {
        return with(new HttpQuestion(
                new WaitCondition.HttpAnswer(server.getLocalPort(), path, status), InetAddress.getLoopbackAddress()));
    }

    private static void say(Socket guest, String text) throws IOException {
        OutputStream out = guest.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Begins, answers, and tells whether the answer is taken for the right one before the guest is connected to again. */
    private boolean takes(Conversation conversation, String answer) throws IOException {
        assertThat(conversation.answered()).isFalse();
        try (Socket guest = server.accept()) {
            say(guest, answer);
            guest.shutdownOutput();
            return await().atMost(PATIENCE)
                    .until(
                            () -> conversation.answered() ? Boolean.TRUE : isOver(guest) ? Boolean.FALSE : null,
                            v -> v != null);
        }
    }

    /** Also when what was said is cut off: then the connection is reset. */
    private static boolean isOver(Socket guest) throws IOException {
        guest.setSoTimeout(1);
        try {
            while (guest.getInputStream().read() >= 0) {
                // The question is of no interest here.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void bannerThatComesInPiecesIsAwaitedOnOneConnection() throws IOException {
        try (Conversation conversation = with(new SshQuestion())) {
            assertThat(conversation.answered()).isFalse();
            try (Socket guest = server.accept()) {
                say(guest, "Welcome.\r\nSS");
                for (int i = 0; i < 10; i++) {
                    assertThat(conversation.answered()).isFalse();
                }
                say(guest, "H-2.0-dropbear\r\n");
                await().atMost(PATIENCE).until(conversation::answered);
            }
            server.setSoTimeout(1);
            assertThat(accepts()).isFalse();
        }
    }

    @Test
    void forwardThatIsSilentIsConnectedToAgainSoonAndLaterLessOften() throws IOException {
        try (Conversation conversation = with(new SshQuestion(), 3)) {
            assertThat(connections(conversation, 3)).isEqualTo(1);
            assertThat(connections(conversation, 4)).isEqualTo(1);
            // One look is passed over before the third attempt, two are before the fourth.
            assertThat(connections(conversation, 1 + 5)).isEqualTo(1);
            assertThat(connections(conversation, 2)).isZero();
            assertThat(connections(conversation, 1)).isEqualTo(1);
        }
    }

    /** Looks so often at a guest that says nothing, and counts how often it was connected to. */
    private int connections(Conversation conversation, int looks) throws IOException {
        for (int i = 0; i < looks; i++) {
            assertThat(conversation.answered()).isFalse();
        }
        server.setSoTimeout(1);
        int connections = 0;
        while (accepts()) {
            connections++;
        }
        return connections;
    }

    private boolean accepts() throws IOException {
        try (Socket another = server.accept()) {
            return another.isConnected();
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 400 Bad Request\r\n\r\n", "xSSH-2.0\r\n", "\0\0\0\0"})
    void whatIsNoBannerIsNotTakenForOne(String answer) throws IOException {
        try (Conversation conversation = with(new SshQuestion())) {
            assertThat(takes(conversation, answer)).isFalse();
        }
    }

    @Test
    void guestThatTalksForEverIsGivenUpAndAskedAgain() throws IOException {
        try (Conversation conversation = with(new SshQuestion())) {
            assertThat(takes(conversation, "la ".repeat(10_000))).isFalse();
            assertThat(isAskedAgain(conversation)).isTrue();
        }
    }

    private boolean isAskedAgain(Conversation conversation) throws IOException {
        for (int i = 0; i < MANY_LOOKS; i++) {
            if (accepted(conversation)) {
                return true;
            }
        }
        return false;
    }

    private boolean accepted(Conversation conversation) throws IOException {
        assertThat(conversation.answered()).isFalse();
        server.setSoTimeout(1);
        return accepts();
    }

    @Test
    void guestThatIsSilentForEverIsConnectedToAgain() throws IOException {
        try (Conversation conversation = with(new SshQuestion())) {
            assertThat(conversation.answered()).isFalse();
            try (Socket silent = server.accept()) {
                assertThat(isAskedAgain(conversation)).isTrue();
                assertThat(isOver(silent)).isTrue();
            }
        }
    }

    @Test
    void portThatNobodyListensAtIsTriedLessAndLessOften() throws IOException {
        InetSocketAddress peer = (InetSocketAddress) server.getLocalSocketAddress();
        server.close();
        try (Conversation conversation = with(new SshQuestion())) {
            for (int i = 0; i < 20; i++) {
                assertThat(conversation.answered()).isFalse();
            }
            try (ServerSocket opened = new ServerSocket(peer.getPort(), 5, peer.getAddress())) {
                await().atMost(PATIENCE).until(() -> {
                    conversation.answered();
                    opened.setSoTimeout(1);
                    try (Socket guest = opened.accept()) {
                        return guest.isConnected();
                    } catch (SocketTimeoutException e) {
                        return false;
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK, true",
        "HTTP/1.0 204 No Content, true",
        "HTTP/1.1 301 Moved Permanently, true",
        "HTTP/1.1 100 Continue, false",
        "HTTP/1.1 404 Not Found, false",
        "HTTP/1.1 503 Service Unavailable, false",
        "HTTP/2 200 OK, false",
        "SSH-2.0-OpenSSH_9.2p1, false",
        "HTTP/1.1 2000 OK, false",
        "HTTP/1.1 20, false"
    })
    void anyGoodStatusWillDoWithoutAnother(String line, boolean good) throws IOException {
        try (Conversation conversation = askingFor("/", OptionalInt.empty())) {
            assertThat(takes(conversation, line + "\r\nLocation: http://192.0.2.1/\r\n\r\n"))
                    .isEqualTo(good);
        }
    }

    @ParameterizedTest
    @CsvSource({"401, true", "200, false"})
    void givenStatusIsTheOnlyOne(int status, boolean good) throws IOException {
        try (Conversation conversation = askingFor("/", OptionalInt.of(401))) {
            assertThat(takes(conversation, "HTTP/1.1 " + status + " x\r\n\r\n")).isEqualTo(good);
        }
    }

    @Test
    void pathAndHostAreAskedFor() throws IOException {
        try (Conversation conversation = askingFor("/health?deep=1", OptionalInt.empty())) {
            assertThat(conversation.answered()).isFalse();
            try (Socket guest = server.accept()) {
                guest.setSoTimeout((int) PATIENCE.toMillis());
                conversation.answered();
                byte[] line = guest.getInputStream().readNBytes(60);
                assertThat(new String(line, StandardCharsets.US_ASCII))
                        .startsWith("GET /health?deep=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort() + "\r\n");
            }
        }
    }
}
