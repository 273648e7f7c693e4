package io.iaas.examples.cli;

import io.iaas.memory.CallListener;
import io.iaas.memory.ConsoleLine;
import io.iaas.memory.SimulatedGuest;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.network.MacAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The simulated host, kept in a file beside a database between commands, as a real one is kept by its daemon. One
 * process at a time can change it; others see it as it was when they started.
 */
final class KeptHost {
    private final Path file;
    private final AtomicReference<SimulatedGuest> nextGuest = new AtomicReference<>(upAlready());
    private final SimulatedHost host;

    private KeptHost(Path file) {
        this.file = file;
        this.host = SimulatedHost.builder()
                .addresses(KeptHost::address)
                .guests(spec -> nextGuest.get())
                .build();
    }

    /** Opens the host that belongs to a database. A process that works on it waits for another one that does. */
    static OpenHost beside(Path database, boolean working) {
        OpenHost.Lock lock = working ? lock(sibling(database, ".simulated.lock")) : () -> {};
        KeptHost kept = new KeptHost(sibling(database, ".simulated"));
        kept.restore();
        SimulatedHypervisor hypervisor = SimulatedHypervisor.connect(kept.host);
        if (working) {
            hypervisor.listen((call, point) -> {
                if (call.changing() && point == CallListener.Point.AFTER_EFFECT) {
                    kept.save();
                }
            });
        }
        return new OpenHost(hypervisor, lock);
    }

    private void restore() {
        try (SimulatedHypervisor hypervisor = SimulatedHypervisor.connect(host)) {
            SimulationState.parse(Files.readString(file)).restore(hypervisor);
        } catch (NoSuchFileException e) {
            // Nothing was done on it yet.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the simulated host " + file, e);
        } finally {
            nextGuest.set(SimulatedGuest.booting());
        }
    }

    private synchronized void save() {
        try {
            Path whole = Files.writeString(
                    sibling(file, ".new"), SimulationState.of(host.snapshot()).json());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the simulated host in " + file, e);
        }
    }

    /** A guest that an earlier command started does not boot again. */
    private static SimulatedGuest upAlready() {
        return SimulatedGuest.booting()
                .withAddressAfter(Duration.ZERO)
                .withConsole(new ConsoleLine(Duration.ZERO, "simulated guest ready"));
    }

    /** Of 198.18.0.0/15, which leads nowhere, and the same for a guest in every process. */
    private static InetAddress address(MacAddress mac) {
        int low = Integer.parseInt(mac.value().replace(":", "").substring(6), 16);
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) 198, (byte) (18 + (low >> 16 & 1)), (byte) (low >> 8), (byte) low});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static Path sibling(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    private static OpenHost.Lock lock(Path path) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return () -> unlock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock the simulated host by " + path, e);
        }
    }

    private static void unlock(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
