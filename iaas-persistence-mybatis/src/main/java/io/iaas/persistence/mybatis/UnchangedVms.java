package io.iaas.persistence.mybatis;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.identity.ProjectId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The machines that a unit of work has read and not changed since. Nobody else changes them while it lasts, so that it
 * need not read them again. Not safe for use by many threads.
 */
final class UnchangedVms {
    private final Map<VmId, Vm> machines = new HashMap<>();

    /** Returns the machine of the project, read where it is not known; empty when there is none. */
    Optional<Vm> find(ProjectId project, VmId id, Supplier<Optional<Vm>> read) {
        Optional<Vm> known = Optional.ofNullable(machines.get(id))
                .filter(vm -> vm.projectId().equals(project));
        if (known.isPresent()) {
            return known;
        }
        Optional<Vm> found = read.get();
        found.ifPresent(vm -> machines.put(id, vm));
        return found;
    }

    void forget(VmId id) {
        machines.remove(id);
    }
}
