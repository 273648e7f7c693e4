package io.iaas.memory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults of a simulated hypervisor. Safe for use by many threads. */
public final class Faults {
    private final List<InjectedFault> injected = new CopyOnWriteArrayList<>();

    Faults() {}

    /** Puts a fault in place. Of several that strike the same call, the earliest does. */
    public InjectedFault inject(Fault fault) {
        InjectedFault added = new InjectedFault(fault);
        injected.add(added);
        return added;
    }

    /** Takes all faults away and lets calls that hang go on. */
    public void clear() {
        injected.forEach(InjectedFault::release);
        injected.clear();
    }

    Optional<InjectedFault> striking(SimulatedCall call) {
        return injected.stream().filter(fault -> fault.strikes(call)).findFirst();
    }
}
