package io.iaas.testkit;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelExec;
import io.iaas.compute.CommandResult;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One command in a guest, from its beginning to its exit code. */
final class SshCommand {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
    private static final int NO_STATUS = -1;
    private static final int BY_SIGNAL = 128;
    private static final Map<String, Integer> SIGNALS = Map.of(
            "HUP", 1, "INT", 2, "QUIT", 3, "ILL", 4, "ABRT", 6, "FPE", 8, "KILL", 9, "SEGV", 11, "PIPE", 13, "TERM",
            15);

    private final CountDownLatch outputOver = new CountDownLatch(1);
    private final CappedOutput errors = new CappedOutput(Ssh.MOST_OUTPUT);
    private final AtomicReference<@Nullable IOException> refused = new AtomicReference<>();

    /**
     * Runs it, and returns its result without its output, which went into the stream.
     *
     * @throws SshException when it does not end until the deadline; it may run on in the guest
     */
    CommandResult run(SshSession session, String command, InputStream input, OutputStream output, Deadline deadline) {
        ChannelExec channel = session.begin(
                command,
                opened -> {
                    opened.setInputStream(input);
                    opened.setOutputStream(new Taken(output, outputOver::countDown));
                    opened.setErrStream(new Taken(errors, () -> {}));
                },
                deadline);
        try {
            awaitEnd(channel, deadline);
            return new CommandResult(exitCode(channel), "", errors.text());
        } finally {
            channel.disconnect();
        }
    }

    private void awaitEnd(Channel channel, Deadline deadline) {
        try {
            if (!outputOver.await(deadline.leftNanos(), TimeUnit.NANOSECONDS)) {
                throw new SshException("it did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SshException("interrupted", e);
        }
        // The exit code follows the end of the output.
        while (!channel.isClosed() && SshSession.stands(channel) && channel.isConnected()) {
            if (deadline.passed()) {
                throw new SshException("it did not end in time");
            }
            deadline.pause(BETWEEN_LOOKS);
        }
    }

    private int exitCode(Channel channel) {
        IOException notTaken = refused.get();
        if (notTaken != null) {
            throw new SshException("what it writes cannot be taken: " + notTaken.getMessage(), notTaken);
        }
        if (channel.getExitStatus() != NO_STATUS) {
            return channel.getExitStatus();
        }
        String signal = channel.getExitSignal();
        if (signal == null || signal.isEmpty()) {
            throw new SshException("the connection broke before it ended");
        }
        return BY_SIGNAL + SIGNALS.getOrDefault(signal, 0);
    }

    /** Keeps why bytes are not taken: the client only gives the channel up, and closes the stream. */
    private final class Taken extends FilterOutputStream {
        private final Runnable whenClosed;

        Taken(OutputStream output, Runnable whenClosed) {
            super(output);
            this.whenClosed = whenClosed;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                refused.compareAndSet(null, e);
                throw e;
            }
        }

        @Override
        public void close() {
            whenClosed.run();
        }
    }
}
