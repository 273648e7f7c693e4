package io.iaas.persistence.mybatis;

import io.iaas.compute.Vm;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Machines that were read lately. Each change of a machine counts its version up, so what was committed under an id and
 * a version stays true whoever writes, in this process or another. What is not committed must not come here: it may be
 * taken back, and its version given to another change. Safe for use by many threads.
 */
final class CommittedVms {
    /** Some 20 MiB at most. */
    private static final int MOST = 20_000;

    private final Map<String, Vm> machines = new Latest();

    /** A machine's id with its version. */
    record Stamp(String id, long version) {}

    private static final class Latest extends LinkedHashMap<String, Vm> {
        private static final long serialVersionUID = 1L;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Vm> eldest) {
            return size() > MOST;
        }
    }

    /** Returns those of the machines that are here, by id. */
    synchronized Map<String, Vm> find(List<Stamp> stamps) {
        Map<String, Vm> found = new HashMap<>(2 * stamps.size());
        for (Stamp stamp : stamps) {
            Vm vm = machines.get(stamp.id());
            if (vm != null && vm.version() == stamp.version()) {
                found.put(stamp.id(), vm);
            }
        }
        return found;
    }

    synchronized void add(Collection<Vm> committed) {
        committed.forEach(vm -> machines.put(vm.id().toString(), vm));
    }
}
