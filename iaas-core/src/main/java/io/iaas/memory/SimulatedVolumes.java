package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.ObservedVolume;
import io.iaas.spi.hypervisor.TransferListener;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import io.iaas.spi.hypervisor.Volumes;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

final class SimulatedVolumes implements Volumes {
    private final CallGate gate;
    private final HostState host;

    SimulatedVolumes(CallGate gate, HostState host) {
        this.gate = gate;
        this.host = host;
    }

    @Override
    public Optional<ObservedVolume> find(VolumeName name) {
        return call(SimulatedCall.FIND_VOLUME, () -> host.volumes().find(name).map(SimulatedVolume::observed));
    }

    @Override
    public void create(VolumeSpec spec) {
        gate.requireOpen();
        spec.backing().ifPresent(backing -> gate.require(Capability.OVERLAY));
        call(SimulatedCall.CREATE_VOLUME, () -> {
            spec.backing().ifPresent(backing -> requireBacking(spec, backing));
            host.volumes().add(new SimulatedVolume(spec, false));
            return spec;
        });
    }

    @Override
    public void upload(VolumeName name, InputStream source, long lengthBytes, TransferListener listener) {
        gate.run(SimulatedCall.UPLOAD_VOLUME, () -> new Upload(host, name, lengthBytes, listener).from(source));
    }

    @Override
    public void delete(VolumeName name) {
        call(SimulatedCall.DELETE_VOLUME, () -> {
            requireUnused(name);
            host.volumes().remove(name);
            return name;
        });
    }

    @Override
    public List<ObservedVolume> list() {
        return call(
                SimulatedCall.LIST_VOLUMES,
                () -> host.volumes().all().stream()
                        .map(SimulatedVolume::observed)
                        .toList());
    }

    @Override
    public long freeBytes() {
        return call(SimulatedCall.FREE_BYTES, () -> host.volumes().freeBytes());
    }

    private <T> T call(SimulatedCall call, Supplier<T> effect) {
        return gate.call(
                call,
                () -> host.locked(() -> {
                    host.setPool(true);
                    return effect.get();
                }));
    }

    private void requireBacking(VolumeSpec spec, VolumeSpec.Backing backing) {
        SimulatedVolume below = host.volumes().present(backing.volume());
        if (spec.format() != DiskFormat.QCOW2 || below.format() != backing.format()) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_REFUSED,
                    "volume " + spec.name() + " as " + spec.format() + " cannot lie over " + backing.volume()
                            + ", which is " + below.format(),
                    "");
        }
    }

    private void requireUnused(VolumeName name) {
        host.users().first(name).ifPresent(user -> {
            throw new HypervisorException(ErrorCode.WRONG_STATE, "volume " + name + " is used by " + user, "");
        });
    }
}
