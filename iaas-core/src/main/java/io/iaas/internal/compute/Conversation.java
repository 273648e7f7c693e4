package io.iaas.internal.compute;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One question to a port of a guest that is coming up. The connection is held from one look to the next and no look waits:
 * a guest that is connected to again and again comes up much later.
 */
final class Conversation implements AutoCloseable {
    private static final int MOST_BYTES = 8192;
    /** A guest that restarts forgets its connections and tells nobody. */
    static final int MOST_LOOKS = 75;
    /** The first attempts follow each other closely: most ports open soon behind the address. */
    private static final int LONGEST_PAUSE = 5;

    private final InetSocketAddress peer;
    private final Question question;
    private final int firstLooks;
    private final ByteBuffer said = ByteBuffer.allocate(MOST_BYTES);
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private @Nullable SocketChannel channel;
    private int attempts;
    private int pause;
    private int looks;

    /**
     * Connects to nothing yet.
     *
     * @param firstLooks how many looks the first connection is given to answer; each later one is given one more, up to
     *     {@link #MOST_LOOKS}
     */
    Conversation(InetSocketAddress peer, Question question, int firstLooks) {
        this.peer = peer;
        this.question = question;
        this.firstLooks = firstLooks;
    }

    /** Goes on for as long as nothing has to be waited for. Returns whether the guest has given the answer. */
    boolean answered() {
        if (pause > 0) {
            pause--;
            return false;
        }
        try {
            Question.Verdict verdict = look(channel == null ? open() : channel);
            if (verdict != Question.Verdict.OPEN) {
                giveUp();
            }
            return verdict == Question.Verdict.YES;
        } catch (IOException e) {
            giveUp();
            return false;
        }
    }

    private SocketChannel open() throws IOException {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        attempts++;
        looks = 0;
        said.clear();
        unsent = StandardCharsets.US_ASCII.encode(question.opening());
        opened.configureBlocking(false);
        opened.connect(peer);
        return opened;
    }

    private Question.Verdict look(SocketChannel open) throws IOException {
        looks++;
        if (open.isConnectionPending() && !open.finishConnect()) {
            return looks < mostLooks() ? Question.Verdict.OPEN : Question.Verdict.NO;
        }
        if (unsent.hasRemaining()) {
            open.write(unsent);
        }
        int count;
        do {
            count = open.read(said);
        } while (count > 0 && said.hasRemaining());
        boolean over = count < 0 || !said.hasRemaining() || looks >= mostLooks();
        Question.Verdict verdict =
                question.judge(new String(said.array(), 0, said.position(), StandardCharsets.ISO_8859_1));
        return verdict == Question.Verdict.OPEN && over ? Question.Verdict.NO : verdict;
    }

    private int mostLooks() {
        return Math.min(MOST_LOOKS, firstLooks + attempts - 1);
    }

    private void giveUp() {
        close();
        pause = Math.min(attempts, LONGEST_PAUSE) - 1;
    }

    @Override
    public void close() {
        SocketChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // What the guest hears of it does not matter.
                return;
            }
        }
    }
}
