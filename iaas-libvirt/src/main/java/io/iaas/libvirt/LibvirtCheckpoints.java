package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Checkpoints;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.libvirt.jna.DomainPointer;

/**
 * Checkpoints of domains of a libvirt host: internal snapshots of their qcow2 disks, with the memory. They are taken and
 * loaded by the QEMU process that runs: libvirt's own calls would end it and start another one, which takes longer and
 * loses the guest's bond with the connection that it is to end with.
 */
final class LibvirtCheckpoints implements Checkpoints {
    private static final String NAME = "iaas-checkpoint";
    private static final Set<DomainState> LIVE = EnumSet.of(DomainState.RUNNING, DomainState.PAUSED);

    private final Lanes lanes;
    private final Declared declared;
    private final ReturningAgents agents;

    LibvirtCheckpoints(Lanes lanes, Declared declared, ReturningAgents agents) {
        this.lanes = lanes;
        this.declared = declared;
        this.agents = agents;
    }

    @Override
    public void take(DomainRef ref) {
        live("take a checkpoint of " + ref, ref, (monitor, session) -> monitor.run("savevm " + NAME));
    }

    @Override
    public void restore(DomainRef ref) {
        live("restore " + ref, ref, (monitor, session) -> {
            // QEMU halts the guest before it looks for what it is to load.
            if (!exists(monitor)) {
                throw new HypervisorException(ErrorCode.NOT_FOUND, ref + " has no checkpoint", "");
            }
            monitor.run("loadvm " + NAME);
            agents.restored(ref.vmId().value());
            if (new DomainHandles(session).state(monitor.domain()) == DomainState.PAUSED) {
                session.check(session.api().virDomainResume(monitor.domain()));
            }
        });
    }

    @Override
    public void discard(DomainRef ref) {
        live("discard the checkpoint of " + ref, ref, (monitor, session) -> {
            if (exists(monitor)) {
                monitor.run("delvm " + NAME);
            }
        });
    }

    private static boolean exists(QemuMonitor monitor) {
        return monitor.ask("info snapshots")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .anyMatch(columns -> columns.length > 1 && columns[1].equals(NAME));
    }

    private void live(String what, DomainRef ref, BiConsumer<QemuMonitor, Session> work) {
        declared.require(Capability.CHECKPOINTS);
        lanes.transfers().change(what, session -> {
            DomainHandles domains = new DomainHandles(session);
            DomainPointer domain = domains.ours(ref).orElseThrow(() -> LibvirtDomains.absent(ref));
            DomainState state = domains.state(domain);
            if (!LIVE.contains(state)) {
                throw new HypervisorException(ErrorCode.WRONG_STATE, "cannot " + what + ": it is " + state, "");
            }
            work.accept(new QemuMonitor(session, domain, what), session);
            return ref;
        });
    }
}
