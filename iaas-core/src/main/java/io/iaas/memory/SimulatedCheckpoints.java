package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.Checkpoints;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** As QEMU does it, a checkpoint lies in the first disk that the guest writes to, and all of those must be qcow2. */
final class SimulatedCheckpoints implements Checkpoints {
    private static final long MIB = 1 << 20;

    private final CallGate gate;
    private final HostState host;

    SimulatedCheckpoints(CallGate gate, HostState host) {
        this.gate = gate;
        this.host = host;
    }

    @Override
    public void take(DomainRef ref) {
        withGuest(SimulatedCall.TAKE_CHECKPOINT, ref, (domain, run) -> {
            SimulatedVolume keeper = keeper(run.spec()).orElseThrow(() -> refused(ref));
            long bytes = run.spec().memoryMib() * MIB;
            host.volumes().keep(keeper, Optional.of(new SimulatedVolume.Checkpoint(run.halted(host.now()), bytes)));
        });
    }

    @Override
    public void restore(DomainRef ref) {
        withGuest(SimulatedCall.RESTORE_CHECKPOINT, ref, (domain, run) -> {
            SimulatedVolume.Checkpoint checkpoint = keeper(run.spec())
                    .flatMap(SimulatedVolume::checkpoint)
                    .orElseThrow(() -> new HypervisorException(ErrorCode.NOT_FOUND, ref + " has no checkpoint", ""));
            domain.restored(checkpoint.guest(), host.now());
            host.domains().touched(domain, host.now());
        });
    }

    @Override
    public void discard(DomainRef ref) {
        withGuest(
                SimulatedCall.DISCARD_CHECKPOINT,
                ref,
                (domain, run) ->
                        keeper(run.spec()).ifPresent(volume -> host.volumes().keep(volume, Optional.empty())));
    }

    private void withGuest(SimulatedCall call, DomainRef ref, BiConsumer<SimulatedDomain, GuestRun> effect) {
        gate.run(
                call,
                () -> host.run(() -> {
                    SimulatedDomain domain = host.domains().present(ref);
                    effect.accept(
                            domain,
                            domain.run()
                                    .orElseThrow(() -> new HypervisorException(
                                            ErrorCode.WRONG_STATE, ref + " is " + domain.state(), "")));
                }));
    }

    private Optional<SimulatedVolume> keeper(DomainSpec spec) {
        List<SimulatedVolume> written = spec.disks().stream()
                .filter(disk -> !disk.readOnly())
                .map(DiskAttachment::volume)
                .map(host.volumes()::present)
                .toList();
        return written.stream().allMatch(volume -> volume.format() == DiskFormat.QCOW2)
                ? written.stream().findFirst()
                : Optional.empty();
    }

    private static HypervisorException refused(DomainRef ref) {
        return new HypervisorException(
                ErrorCode.HYPERVISOR_REFUSED, "the disks of " + ref + " cannot keep a checkpoint", "");
    }
}
