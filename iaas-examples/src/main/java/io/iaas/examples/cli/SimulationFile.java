package io.iaas.examples.cli;

import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.ObservedVolume;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The file beside a database that keeps its simulated host. */
final class SimulationFile implements AutoCloseable {
    private final Path path;
    private final Optional<FileChannel> lock;

    // Every spec that was seen; what the host no longer holds is dropped when it is written.
    private final Map<String, VolumeSpec> volumes = new LinkedHashMap<>();
    private final Set<VolumeName> consoles = new LinkedHashSet<>();
    private final Map<UUID, DomainSpec> domains = new LinkedHashMap<>();

    private SimulationFile(Path path, Optional<FileChannel> lock) {
        this.path = path;
        this.lock = lock;
    }

    static SimulationFile open(Path database, boolean exclusive) {
        Path path = sibling(database, ".simulated");
        return new SimulationFile(path, exclusive ? Optional.of(locked(sibling(database, ".simulated.lock"))) : Optional.empty());
    }

    /** Reads what was kept, nothing at first. */
    SimulationState load() {
        try {
            SimulationState state = SimulationState.parse(Files.readString(path));
            state.volumes().forEach(volume -> volumes.put(volume.name().value(), volume));
            consoles.addAll(state.consoles());
            state.domains().forEach(domain -> domains.put(domain.spec().ref().vmId().value(), domain.spec()));
            return state;
        } catch (NoSuchFileException e) {
            return SimulationState.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the simulated host " + path, e);
        }
    }

    /** Remembers what a call names. */
    synchronized void remember(Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof VolumeSpec volume) {
                volumes.put(volume.name().value(), volume);
            } else if (argument instanceof VolumeName name) {
                consoles.add(name);
            } else if (argument instanceof DomainSpec domain) {
                domains.put(domain.ref().vmId().value(), domain);
            }
        }
    }

    /** Writes what the host holds now. */
    synchronized void save(Hypervisor host) {
        Set<String> held =
                host.volumes().list().stream().map(ObservedVolume::name).collect(Collectors.toSet());
        Map<UUID, DomainState> states = host.domains().states();
        volumes.keySet().retainAll(held);
        consoles.removeIf(name -> !host.consoles().exists(name));
        domains.keySet().retainAll(states.keySet());
        SimulationState state = new SimulationState(
                volumes.values().stream().toList(),
                consoles.stream().toList(),
                domains.entrySet().stream()
                        .map(entry -> new SimulationState.Domain(entry.getValue(), states.getOrDefault(entry.getKey(), DomainState.OFF)))
                        .toList());
        try {
            Path whole = Files.writeString(sibling(path, ".new"), state.json());
            Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the simulated host in " + path, e);
        }
    }

    @Override
    public void close() {
        try {
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path sibling(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    private static FileChannel locked(Path path) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.lock() == null) {
                throw new IOException("no lock");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock the simulated host by " + path, e);
        }
    }
}
