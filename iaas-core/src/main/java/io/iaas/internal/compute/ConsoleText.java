package io.iaas.internal.compute;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The newest text of a console: bytes that come in pieces, of which one may end in the middle of a character. */
final class ConsoleText {
    private static final int LONGEST_CHARACTER = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final StringBuilder text = new StringBuilder();
    private final int most;
    private byte[] begun = new byte[0];

    /**
     * Creates an empty one.
     *
     * @param most how many characters are kept
     */
    ConsoleText(int most) {
        this.most = most;
    }

    void append(byte[] piece) {
        ByteBuffer bytes = ByteBuffer.allocate(begun.length + piece.length);
        bytes.put(begun).put(piece).flip();
        CharBuffer decoded = CharBuffer.allocate(bytes.remaining() + LONGEST_CHARACTER);
        decoder.decode(bytes, decoded, false);
        begun = new byte[bytes.remaining()];
        bytes.get(begun);
        text.append(decoded.flip());
        consume(text.length() - most);
    }

    /** Forgets this many characters, the oldest. */
    void consume(int count) {
        text.delete(0, Math.max(0, count));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
