package io.iaas.examples.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A libvirtd of the test's own, which may be frozen and killed: on a host of its own, made of namespaces, it neither
 * sees nor touches what other daemons of this machine keep. Its test driver and its QEMU driver answer, guests outlive
 * the daemon, and nothing outlives the host. Files are the machine's. Needs root.
 */
public final class PrivateDaemon implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;
    private final Path socket;
    private final Process host;
    private Process daemon;

    /**
     * Starts a host and its daemon.
     *
     * @param directory for its socket and logs; made when it is not there
     */
    public PrivateDaemon(Path directory) {
        this.directory = directory;
        this.socket = directory.resolve("libvirt-sock");
        this.host = startHost();
        try {
            this.daemon = startDaemon();
        } catch (RuntimeException e) {
            host.destroyForcibly();
            throw e;
        }
    }

    /** Returns the URI of libvirt's test driver. */
    String testUri() {
        return "test+unix:///default?socket=" + socket;
    }

    /** Returns the URI of the test driver with the domains of a file; each connection has them for itself. */
    public String testUri(Path definition) {
        return "test+unix://" + definition + "?socket=" + socket;
    }

    /** Returns the URI of the QEMU driver. */
    String qemuUri() {
        return "qemu+unix:///system?socket=" + socket;
    }

    /** Returns the socket that the daemon listens on. */
    Path socket() {
        return socket;
    }

    private Process startHost() {
        try (InputStream script = PrivateDaemon.class.getResourceAsStream("host.sh")) {
            Files.createDirectories(directory);
            Path file = directory.resolve("host.sh");
            Files.copy(Objects.requireNonNull(script), file);
            Process started = run(
                    "host.log",
                    "unshare",
                    "--mount",
                    "--net",
                    "--uts",
                    "--ipc",
                    "--pid",
                    "--fork",
                    "--mount-proc",
                    "--kill-child=SIGKILL",
                    "tini",
                    "-s",
                    "--",
                    "sh",
                    file.toString(),
                    directory.toString());
            Awaitility.await("the private host")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> Files.readString(directory.resolve("host.log")).endsWith("ready\n"));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process startDaemon() {
        String init = Long.toString(onlyChild(host).pid());
        Process started = run(
                "libvirtd.log", "nsenter", "--target", init, "--all", "libvirtd", "-p", "/run/libvirt/libvirtd.pid");
        Awaitility.await("the private daemon's socket")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(this::listens);
        return started;
    }

    /** Its file is there before it takes connections. */
    private boolean listens() {
        try (SocketChannel connection = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return connection.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Process run(String log, String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve(log).toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the daemon's time. */
    void freeze() {
        signal("STOP", onlyChild(daemon).pid());
    }

    /** Lets a frozen daemon go on, and {@code nsenter} in front of it, which freezes with it. */
    void thaw() {
        signal("CONT", onlyChild(daemon).pid());
        signal("CONT", daemon.pid());
    }

    /** Kills the daemon, and not its guests. */
    void kill() {
        signal("KILL", onlyChild(daemon).pid());
        try {
            if (!daemon.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the private daemon does not end");
            }
            daemon.getOutputStream().close();
            Files.deleteIfExists(socket);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the daemon that was killed. */
    void start() {
        daemon = startDaemon();
    }

    /** Returns how many file descriptors the daemon has open. */
    long descriptors() {
        Path open = Path.of("/proc", Long.toString(onlyChild(daemon).pid()), "fd");
        try (Stream<Path> all = Files.list(open)) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the command lines of all that the host runs beside its daemon: guests, and what serves their networks. */
    List<String> processes() {
        return onlyChild(host)
                .descendants()
                .flatMap(process -> process.info().commandLine().stream())
                .sorted()
                .toList();
    }

    /** {@code unshare} and {@code nsenter} stay in front of what they start. */
    private static ProcessHandle onlyChild(Process process) {
        return process.children()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the private host does not run"));
    }

    static void signal(String name, long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the host with everything that runs on it. */
    @Override
    public void close() {
        host.destroyForcibly();
        daemon.destroyForcibly();
        try {
            if (!host.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the private host does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
