package io.iaas.testkit;

import io.iaas.compute.CommandResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Commands and files in a machine, by SSH, as a user who is there for that. All calls for a machine share one connection,
 * which is opened by the first and again after it broke; a guest that does not let in yet is waited for. Each call ends
 * within the limit, one minute unless told otherwise by {@link #within}. Safe for use by many threads.
 *
 * <p>The guest's host key is what the guest shows first. When it shows another one later, calls fail: a guest that makes a
 * new key at each boot is forgotten by {@link #close} beforehand.
 */
public final class Ssh implements AutoCloseable {
    /** What a command may write to each of its output streams, in bytes. */
    public static final int MOST_OUTPUT = 1 << 20;

    private static final Duration LIMIT = Duration.ofMinutes(1);
    /** Below what servers allow on one connection by default: ten. */
    private static final int AT_ONCE = 8;

    private static final int SHOWN = 80;

    private final String machine;
    private final SshSession session;
    private final Semaphore permits;
    private final Duration limit;

    Ssh(String machine, SshSession session) {
        this(machine, session, new Semaphore(AT_ONCE, true), LIMIT);
    }

    private Ssh(String machine, SshSession session, Semaphore permits, Duration limit) {
        this.machine = machine;
        this.session = session;
        this.permits = permits;
        this.limit = limit;
    }

    /** Returns the same access with another limit for each call. */
    public Ssh within(Duration otherLimit) {
        return new Ssh(machine, session, permits, otherLimit);
    }

    /**
     * Runs a command by the user's shell, and returns what it came to. It ends when all that hold its output have ended.
     *
     * @throws SshException when the machine is not reached, the command does not end within the limit (then it may run on
     *     in the guest), or it writes more than {@link #MOST_OUTPUT} bytes to a stream
     */
    public CommandResult run(String command) {
        return run(command, new byte[0]);
    }

    /** Runs a command that reads this from its standard input, and else is as {@link #run(String)}. */
    public CommandResult run(String command, byte[] input) {
        CappedOutput output = new CappedOutput(MOST_OUTPUT);
        CommandResult result = run(
                "run '" + (command.length() > SHOWN ? command.substring(0, SHOWN) + "..." : command) + "'",
                command,
                new ByteArrayInputStream(input),
                output);
        return new CommandResult(result.exitCode(), output.text(), result.errors());
    }

    /**
     * Copies a file into the guest, over what is there. Its bytes and its length are kept, its rights are not.
     *
     * @param remote its name in the guest; a relative one begins at the user's home directory
     * @throws SshException when the machine is not reached, the file cannot be written there, or does not arrive whole
     *     within the limit. What is in the guest then may be a part of it.
     * @throws UncheckedIOException when the local file cannot be read
     */
    public void upload(Path local, String remote) {
        String file = ShellText.quoted(remote);
        String what = "copy " + local + " to " + remote;
        try (InputStream input = Files.newInputStream(local)) {
            long length = Files.size(local);
            CappedOutput counted = new CappedOutput(SHOWN);
            succeed(what, run(what, "cat >" + file + " && wc -c <" + file, input, counted));
            if (!counted.text().strip().equals(Long.toString(length))) {
                throw failed(
                        what,
                        new SshException("of " + length + " bytes arrived "
                                + counted.text().strip()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot " + what, e);
        }
    }

    /**
     * Copies a file out of the guest. The local file is there as a whole or as it was before.
     *
     * @param remote its name in the guest; a relative one begins at the user's home directory
     * @throws SshException when the machine is not reached, the file cannot be read there, or does not arrive within the
     *     limit
     * @throws UncheckedIOException when the local file cannot be written
     */
    public void download(String remote, Path local) {
        String what = "copy " + remote + " to " + local;
        Path target = local.toAbsolutePath();
        try {
            Path part = target.resolveSibling(".iaas-" + UUID.randomUUID() + ".part");
            try {
                try (OutputStream output = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
                    succeed(what, run(what, "cat <" + ShellText.quoted(remote), InputStream.nullInputStream(), output));
                }
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot " + what, e);
        }
    }

    /** Makes sure that a log-in works. */
    void awaitLogIn() {
        session.live(Deadline.in(limit));
    }

    /** Ends the connection, and forgets the guest's host key. The next call opens another one. Idempotent. */
    @Override
    public void close() {
        session.close();
    }

    private CommandResult run(String what, String command, InputStream input, OutputStream output) {
        Deadline deadline = Deadline.in(limit);
        try {
            int needed = session.servesSeveral(deadline) ? 1 : AT_ONCE;
            take(needed, deadline);
            try {
                return new SshCommand().run(session, command, input, output, deadline);
            } finally {
                permits.release(needed);
            }
        } catch (SshException e) {
            throw failed(what, e);
        }
    }

    private void take(int needed, Deadline deadline) {
        try {
            if (!permits.tryAcquire(needed, deadline.leftNanos(), TimeUnit.NANOSECONDS)) {
                throw new SshException("earlier calls have not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SshException("interrupted", e);
        }
    }

    private void succeed(String what, CommandResult result) {
        if (!result.succeeded()) {
            throw failed(what, new SshException(result.errors().strip()));
        }
    }

    private SshException failed(String what, SshException why) {
        return new SshException(machine + ": cannot " + what + " within " + limit + ": " + why.getMessage(), why);
    }
}
