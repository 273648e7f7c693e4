package io.iaas.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A libvirtd of the test's own, which may be frozen and killed: in its own mount and network namespaces it neither sees
 * nor touches what other daemons of this machine keep. Its test driver answers.
 */
final class PrivateDaemon implements AutoCloseable {
    private final Path directory;
    private final Path socket;
    private Process process;

    PrivateDaemon(Path directory) {
        this.directory = directory;
        this.socket = directory.resolve("libvirt-sock");
        this.process = start();
    }

    String uri() {
        return "test+unix:///default?socket=" + socket;
    }

    private Process start() {
        try {
            Path conf = directory.resolve("libvirtd.conf");
            Files.writeString(
                    conf,
                    "unix_sock_dir = \"" + directory
                            + "\"\nauth_unix_rw = \"none\"\nauth_unix_ro = \"none\"\nadmin_min_workers = 1\n");
            String setUp = "for d in /run/libvirt /etc/libvirt /var/lib/libvirt /var/log/libvirt; do"
                    + " mount -t tmpfs none $d; done; exec libvirtd -f " + conf + " -p " + directory.resolve("pid");
            Process started = new ProcessBuilder("unshare", "-m", "-n", "sh", "-ec", setUp)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            Awaitility.await("the private daemon's socket")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Files.exists(socket));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the private daemon does not end");
            }
            Files.deleteIfExists(socket);
            Files.deleteIfExists(directory.resolve("pid"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void restart() {
        kill();
        process = start();
    }

    private void signal(String name) {
        try {
            if (new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .start()
                            .waitFor()
                    != 0) {
                throw new IllegalStateException("kill -" + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
