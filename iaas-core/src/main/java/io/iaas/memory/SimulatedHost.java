package io.iaas.memory;

import io.iaas.compute.VmId;
import io.iaas.image.DiskFormat;
import io.iaas.network.MacAddress;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.StateReason;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import io.iaas.spi.time.TimeSource;
import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * A host in memory: its domains, volumes and console logs. It lives on when a {@link SimulatedHypervisor} that is
 * connected to it closes, and takes several of them at once, so a test can let one instance of the library die and have
 * the next one find what it left. What happens beside the library is done here. Safe for use by many threads.
 */
public final class SimulatedHost {
    private static final long FOREIGN_VOLUME_BYTES = 1 << 20;

    private final HostState state;

    private SimulatedHost(Builder builder) {
        this.state = new HostState(builder);
    }

    /** Returns a builder of a host with 1 TiB of storage, 64 GiB of memory and 16 processors, on the system's time. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns what is on the host now. */
    public HostSnapshot snapshot() {
        return state.locked(() -> new HostSnapshot(
                state.domains().all().stream()
                        .collect(Collectors.toMap(SimulatedDomain::name, SimulatedDomain::snapshot)),
                state.volumes().all().stream()
                        .collect(Collectors.toMap(volume -> volume.name().value(), SimulatedVolume::snapshot)),
                state.consoles().names()));
    }

    /**
     * Returns what was written to a volume.
     *
     * @return empty when there is no such volume, or when more than 16 MiB were written
     */
    public Optional<byte[]> content(VolumeName volume) {
        return state.locked(() -> state.volumes().find(volume).flatMap(SimulatedVolume::content));
    }

    /** Adds a domain that is not the library's, powered off. */
    public void addForeignDomain(String name, UUID uuid) {
        state.run(() -> state.domains().add(SimulatedDomain.foreign(name, uuid)));
    }

    /** Adds a raw volume of 1 MiB that is not the library's. */
    public void addForeignVolume(VolumeName name) {
        VolumeSpec spec = new VolumeSpec(name, DiskFormat.RAW, FOREIGN_VOLUME_BYTES, Optional.empty());
        state.run(() -> state.volumes().add(new SimulatedVolume(spec, true)));
    }

    /** Removes a domain behind the library's back, whatever it does. Idempotent. */
    public void removeDomain(UUID uuid) {
        state.run(() -> state.domains().find(uuid).ifPresent(state.domains()::remove));
    }

    /** Removes a volume behind the library's back, whoever uses it. Idempotent. */
    public void removeVolume(VolumeName name) {
        state.run(() -> state.volumes().remove(name));
    }

    /** Lets a guest that runs die. */
    public void crash(VmId vm) {
        onLive(vm, domain -> domain.stopped(DomainState.CRASHED, StateReason.CRASHED));
    }

    /** Lets a guest that runs power itself off. */
    public void powerOffFromInside(VmId vm) {
        onLive(vm, domain -> domain.stopped(DomainState.OFF, StateReason.GUEST_OFF));
    }

    /** Halts a guest that runs because one of its disks cannot be written. */
    public void failDisk(VmId vm) {
        onLive(vm, domain -> {
            domain.run().ifPresent(run -> run.halt(state.now()));
            domain.become(DomainState.PAUSED, StateReason.IO_ERROR);
        });
    }

    /** Lets a guest that runs write a line to its console now. */
    public void write(VmId vm, String line) {
        onLive(vm, domain -> domain.say(line, state.consoles()));
    }

    /** Cuts the power of the host: every domain is off then. */
    public void cutPower() {
        state.run(() -> state.domains().all().forEach(domain -> domain.stopped(DomainState.OFF, StateReason.UNKNOWN)));
    }

    HostState state() {
        return state;
    }

    private void onLive(VmId vm, Consumer<SimulatedDomain> effect) {
        state.run(() -> effect.accept(state.domains()
                .find(vm.value())
                .filter(SimulatedDomain::live)
                .orElseThrow(() -> new IllegalStateException("no guest runs as VM " + vm))));
    }

    /** Builds a host. */
    public static final class Builder {
        TimeSource time = TimeSource.system();
        Function<DomainSpec, SimulatedGuest> guests = spec -> SimulatedGuest.booting();
        Optional<Function<MacAddress, InetAddress>> addresses = Optional.empty();
        Optional<IntUnaryOperator> forwards = Optional.empty();
        long storageBytes = 1L << 40;
        long memoryMib = 64 << 10;
        int cpus = 16;

        private Builder() {}

        /** Sets the time that guests and calls live by; give the same to the library. */
        public Builder time(TimeSource newTime) {
            time = newTime;
            return this;
        }

        /** Sets how every guest behaves. */
        public Builder guest(SimulatedGuest guest) {
            return guests(spec -> guest);
        }

        /** Sets how each guest behaves, asked at each start. */
        public Builder guests(Function<DomainSpec, SimulatedGuest> newGuests) {
            guests = newGuests;
            return this;
        }

        /**
         * Sets which address each interface gets. Without it each gets another one of 198.18.0.0/15, which leads
         * nowhere; a test that needs an answering port gives a loopback address and listens there.
         */
        public Builder addresses(Function<MacAddress, InetAddress> newAddresses) {
            addresses = Optional.of(newAddresses);
            return this;
        }

        /**
         * Sets which port of the loopback address leads to a port of a guest, when it is forwarded. Without it each gets
         * another one from 20000 on, where nobody listens.
         */
        public Builder forwards(IntUnaryOperator newForwards) {
            forwards = Optional.of(newForwards);
            return this;
        }

        /** Sets the space for volumes, in bytes. A qcow2 volume takes 192 KiB, a raw one 4 KiB, and what is written. */
        public Builder storageBytes(long bytes) {
            storageBytes = bytes;
            return this;
        }

        /** Sets the memory that running guests share, in MiB. */
        public Builder memoryMib(long mib) {
            memoryMib = mib;
            return this;
        }

        /** Sets the number of logical processors. */
        public Builder cpus(int count) {
            cpus = count;
            return this;
        }

        /** Returns the host. */
        public SimulatedHost build() {
            return new SimulatedHost(this);
        }
    }
}
