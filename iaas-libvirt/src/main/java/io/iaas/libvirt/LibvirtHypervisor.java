package io.iaas.libvirt;

import io.iaas.error.InvalidInputException;
import io.iaas.host.Finding;
import io.iaas.host.HostId;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Checkpoints;
import io.iaas.spi.hypervisor.Consoles;
import io.iaas.spi.hypervisor.DomainEvents;
import io.iaas.spi.hypervisor.DomainPower;
import io.iaas.spi.hypervisor.Domains;
import io.iaas.spi.hypervisor.Evidence;
import io.iaas.spi.hypervisor.GuestAgents;
import io.iaas.spi.hypervisor.HostDescription;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.Metrics;
import io.iaas.spi.hypervisor.Networks;
import io.iaas.spi.hypervisor.SerialConsoles;
import io.iaas.spi.hypervisor.Volumes;
import java.util.List;
import java.util.Set;

/**
 * A host whose guests libvirt runs, by KVM or QEMU's translator: {@code qemu:///system}, {@code qemu:///session}, a
 * remote host by ssh or TLS, or libvirt's own test driver ({@code test:///default}), which runs nothing.
 *
 * <p>Building one connects to nothing; the first call does, and so does the first after a loss. Every call ends within
 * the call limit, whatever the peer does; only the first definition of a domain may take longer, by the time that KVM
 * needs to prove itself (see {@link AcceleratorSetting#AUTO}). On a host that does not answer, calls fail with
 * {@code HYPERVISOR_UNAVAILABLE} or {@code HYPERVISOR_TIMEOUT}. Safe for use by many threads.
 */
public final class LibvirtHypervisor implements Hypervisor {
    private final HostId hostId;
    private final Declared declared;
    private final Lanes lanes;
    private final Accelerators accelerators;
    private final LibvirtDomains domains;
    private final LibvirtPower power;
    private final LibvirtCheckpoints checkpoints;
    private final LibvirtVolumes volumes;
    private final LibvirtConsoles consoles;
    private final LibvirtSerialConsoles serialConsoles;
    private final LibvirtNetworks networks;
    private final LibvirtEvents events;
    private final LibvirtMetrics metrics;
    private final LibvirtAgents agents;
    private final LibvirtEvidence evidence;
    private final Diagnosis diagnosis;
    private final Release release;

    LibvirtHypervisor(Settings settings) {
        ConnectionUri.Driver driver = settings.uri().driver();
        hostId = settings.hostId();
        declared = Declared.of(hostId, settings.uri(), settings.fence(), settings.ephemeral());
        lanes = Lanes.of(settings);
        Pool pool = new Pool(settings.pool(), settings.poolDirectory());
        HostNetwork network = new HostNetwork(settings);
        Fence fence = new Fence(settings);
        volumes = new LibvirtVolumes(lanes, pool, declared);
        accelerators = new Accelerators(settings, lanes, new KvmProof(lanes, pool, volumes));
        DomainPlanner planner = new DomainPlanner(
                declared, pool, network, fence, accelerators, settings.fastStart(), settings.screen());
        Undefinition undefinition = Undefinition.of(driver);
        domains = new LibvirtDomains(lanes, planner, undefinition, settings.ephemeral());
        power = new LibvirtPower(lanes, driver, undefinition, settings.ephemeral());
        ReturningAgents returning = new ReturningAgents();
        checkpoints = new LibvirtCheckpoints(lanes, declared, returning);
        consoles = new LibvirtConsoles(lanes, pool, declared);
        serialConsoles = new LibvirtSerialConsoles(lanes, declared);
        networks = new LibvirtNetworks(lanes, network, fence, declared);
        events = new LibvirtEvents(lanes.events(), declared);
        metrics = new LibvirtMetrics(lanes, declared);
        agents = new LibvirtAgents(lanes, declared, returning);
        evidence = new LibvirtEvidence(lanes, declared, ProgramLog.of(settings.uri()));
        diagnosis = new Diagnosis(settings, lanes, pool, network, fence, accelerators);
        release = new Release(lanes, pool, network, fence);
    }

    /**
     * Returns the host behind a libvirt URI, with everything else by default.
     *
     * @throws InvalidInputException when the URI is malformed, unsafe or not supported; see {@link #builder}
     */
    public static LibvirtHypervisor connect(String uri) {
        return builder(uri).build();
    }

    /**
     * Begins to describe a host.
     *
     * @param uri a libvirt URI: {@code qemu:///system}, {@code qemu:///session}, {@code qemu+ssh://user@host/system},
     *     {@code qemu://host/system} (TLS), {@code qemu+tcp://host/system} where that is allowed explicitly,
     *     {@code test:///default}. Transports and parameters that run programs or weaken checks are refused.
     */
    public static LibvirtHypervisorBuilder builder(String uri) {
        return new LibvirtHypervisorBuilder(uri);
    }

    @Override
    public HostId hostId() {
        return hostId;
    }

    @Override
    public Set<Capability> capabilities() {
        return declared.capabilities();
    }

    @Override
    public HostDescription describe() {
        HostFacts facts = lanes.statistics().read("describe host " + hostId, HostFacts::ask);
        return new HostDescription(
                facts.title(), accelerators.verdict().virtualization().accelerator(), facts.cpus(), facts.memoryMib());
    }

    @Override
    public Domains domains() {
        return domains;
    }

    @Override
    public DomainPower power() {
        return power;
    }

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    @Override
    public Volumes volumes() {
        return volumes;
    }

    @Override
    public Consoles consoles() {
        return consoles;
    }

    @Override
    public SerialConsoles serialConsoles() {
        return serialConsoles;
    }

    @Override
    public Networks networks() {
        return networks;
    }

    @Override
    public DomainEvents events() {
        return events;
    }

    @Override
    public Metrics metrics() {
        return metrics;
    }

    @Override
    public GuestAgents agents() {
        return agents;
    }

    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public List<Finding> diagnose() {
        return diagnosis.findings();
    }

    @Override
    public List<String> release() {
        return release.run();
    }

    @Override
    public void close() {
        events.close();
        serialConsoles.close();
        lanes.close();
    }

    @Override
    public String toString() {
        return "host " + hostId;
    }
}
