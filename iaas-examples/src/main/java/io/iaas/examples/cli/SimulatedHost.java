package io.iaas.examples.cli;

import io.iaas.host.Finding;
import io.iaas.host.HostId;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Consoles;
import io.iaas.spi.hypervisor.DomainPower;
import io.iaas.spi.hypervisor.Domains;
import io.iaas.spi.hypervisor.HostDescription;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.Networks;
import io.iaas.spi.hypervisor.Volumes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The simulated hypervisor, kept in a file between commands as a real host is kept by its daemon. One process at a time
 * can change it; others see it as it was when they started.
 */
final class SimulatedHost implements Hypervisor {
    private final SimulatedHypervisor host;
    private final SimulationFile file;
    private final boolean working;

    private SimulatedHost(SimulatedHypervisor host, SimulationFile file, boolean working) {
        this.host = host;
        this.file = file;
        this.working = working;
    }

    static Hypervisor inMemory() {
        return SimulatedHypervisor.create();
    }

    /** Opens the host that belongs to a database. A process that works on it waits for others that do. */
    static Hypervisor beside(Path database, boolean working) {
        SimulationFile file = SimulationFile.open(database, working);
        SimulatedHypervisor host = SimulatedHypervisor.create();
        file.load().restore(host);
        return new SimulatedHost(host, file, working);
    }

    /** Returns the same capability, with the host written down after each call that changes it. */
    private <T> T kept(Class<T> type, T capability) {
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) ->
                call(capability, method, arguments == null ? new Object[0] : arguments));
        return type.cast(proxy);
    }

    private Object call(Object capability, Method method, Object[] arguments) throws Throwable {
        file.remember(arguments);
        try {
            return method.invoke(capability, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (working && method.getReturnType() == void.class) {
                file.save(host);
            }
        }
    }

    @Override
    public HostId hostId() {
        return host.hostId();
    }

    @Override
    public Set<Capability> capabilities() {
        return host.capabilities();
    }

    @Override
    public HostDescription describe() {
        return host.describe();
    }

    @Override
    public Domains domains() {
        return kept(Domains.class, host.domains());
    }

    @Override
    public DomainPower power() {
        return kept(DomainPower.class, host.power());
    }

    @Override
    public Volumes volumes() {
        return kept(Volumes.class, host.volumes());
    }

    @Override
    public Consoles consoles() {
        return kept(Consoles.class, host.consoles());
    }

    @Override
    public Networks networks() {
        return host.networks();
    }

    @Override
    public List<Finding> diagnose() {
        return host.diagnose();
    }

    @Override
    public List<String> release() {
        return host.release();
    }

    @Override
    public void close() {
        host.close();
        file.close();
    }
}
