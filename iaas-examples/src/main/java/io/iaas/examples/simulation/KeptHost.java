package io.iaas.examples.simulation;

import io.iaas.memory.ConsoleLine;
import io.iaas.memory.Faults;
import io.iaas.memory.SimulatedAgent;
import io.iaas.memory.SimulatedGuest;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.network.MacAddress;
import io.iaas.spi.hypervisor.Checkpoints;
import io.iaas.spi.hypervisor.Consoles;
import io.iaas.spi.hypervisor.DomainPower;
import io.iaas.spi.hypervisor.Domains;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.Metrics;
import io.iaas.spi.hypervisor.Networks;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.Volumes;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A simulated host, kept in a file, as a real one is kept by its daemon: it outlives the processes that work on it,
 * even one that is killed in the middle of a call, and several may work on it at once. Each call finds the host as the
 * latest one left it, whoever made that. A process opens a file once.
 */
public final class KeptHost {
    private static final Set<Class<?>> PARTS = Set.of(
            Domains.class,
            DomainPower.class,
            Checkpoints.class,
            Volumes.class,
            Consoles.class,
            Networks.class,
            Metrics.class);
    private static final Set<String> WITHOUT_HOST = Set.of("hostId", "capabilities", "close");

    private final HostFile file;
    private final SimulatedHost host;
    private final SimulatedHypervisor driver;
    private volatile boolean restoring;
    private String known = "";
    private SimulationState state = SimulationState.EMPTY;

    private KeptHost(Path path, SimulatedGuest guest) {
        this.file = new HostFile(path);
        this.host = SimulatedHost.builder()
                .addresses(KeptHost::address)
                .guests(spec -> restoring ? upAlready(guest) : guest)
                .build();
        this.driver = SimulatedHypervisor.connect(host);
    }

    /** Opens the host that is kept in a file; an empty one where there is no such file yet. */
    public static KeptHost in(Path file) {
        return in(file, SimulatedGuest.booting());
    }

    /** Opens the host that is kept in a file, with guests that behave like this one. */
    public static KeptHost in(Path file, SimulatedGuest guest) {
        return new KeptHost(file, guest);
    }

    /** Returns a driver for the host. */
    public Hypervisor hypervisor() {
        return proxy(Hypervisor.class, driver);
    }

    /** Returns the faults of the driver. */
    public Faults faults() {
        return driver.faults();
    }

    /** Changes the host beside the library. */
    public void change(Consumer<SimulatedHost> change) {
        kept(() -> {
            change.accept(host);
            return host;
        });
    }

    private <T> T proxy(Class<T> type, Object target) {
        InvocationHandler handler = (self, method, arguments) -> {
            try {
                if (PARTS.contains(method.getReturnType())) {
                    return proxy(method.getReturnType(), method.invoke(target, arguments));
                }
                return method.getDeclaringClass() == Object.class || WITHOUT_HOST.contains(method.getName())
                        ? method.invoke(target, arguments)
                        : kept(() -> method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private interface Call<T, X extends Exception> {
        T make() throws X;
    }

    private synchronized <T, X extends Exception> T kept(Call<T, X> call) throws X {
        HostFile.Lock lock = file.lock();
        try {
            refresh();
            try {
                return call.make();
            } finally {
                save();
            }
        } finally {
            lock.close();
        }
    }

    private void refresh() {
        String text = file.read();
        if (text.equals(known)) {
            return;
        }
        restoring = true;
        try {
            clear();
            state = SimulationState.parse(text);
            state.restore(host);
            known = text;
        } finally {
            restoring = false;
        }
    }

    private void clear() {
        host.snapshot().domains().values().forEach(domain -> host.removeDomain(domain.uuid()));
        host.snapshot().volumes().keySet().forEach(name -> host.removeVolume(new VolumeName(name)));
        host.snapshot().consoles().forEach(name -> driver.consoles().delete(new VolumeName(name)));
    }

    private void save() {
        // Whoever works on a kept host cannot see them, and may go on for long.
        driver.calls().clear();
        state = SimulationState.of(host.snapshot(), state);
        String text = state.json();
        if (!text.equals(known)) {
            file.write(text);
            known = text;
        }
    }

    /** A guest that another process started does not boot again. */
    private static SimulatedGuest upAlready(SimulatedGuest guest) {
        SimulatedGuest up = guest.withAddressAfter(Duration.ZERO)
                .withConsole(guest.console().stream()
                        .map(line -> new ConsoleLine(Duration.ZERO, line.text()))
                        .toArray(ConsoleLine[]::new));
        return guest.agent()
                .map(agent -> up.withAgent(new SimulatedAgent(Duration.ZERO, agent.programs())))
                .orElse(up);
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
}
