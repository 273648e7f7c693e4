package io.iaas.testkit;

import io.iaas.compute.ComputeService;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.error.IaasException;
import io.iaas.error.NotFoundException;
import io.iaas.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Machines that were started together and are gone when the group is closed. Safe for use by many threads. */
public final class VmGroup implements AutoCloseable {
    private final ComputeService compute;
    private final List<ThrowawayVm> vms;

    private VmGroup(ComputeService compute, List<ThrowawayVm> vms) {
        this.compute = compute;
        this.vms = List.copyOf(vms);
    }

    /** Starts all and waits for them; where one fails, deletes the others and throws its failure. */
    static VmGroup start(Run run, List<ThrowawaySpec> specs) {
        List<Operation<Vm>> creates = new ArrayList<>();
        List<ThrowawayVm> vms = new ArrayList<>();
        @Nullable RuntimeException failure = null;
        try {
            specs.forEach(spec -> creates.add(run.create(spec)));
        } catch (IaasException | StartFailedException e) {
            failure = e;
        }
        for (Operation<Vm> create : creates) {
            try {
                vms.add(new ThrowawayVm(run.compute(), Run.await(create)));
            } catch (IaasException | StartFailedException e) {
                failure = failure == null ? e : failure;
            }
        }
        VmGroup group = new VmGroup(run.compute(), vms);
        if (failure != null) {
            group.close();
            throw failure;
        }
        return group;
    }

    /** Returns the machines, in the order of their specs. */
    public List<ThrowawayVm> vms() {
        return vms;
    }

    /** Returns one of the machines, counted from 0. */
    public ThrowawayVm get(int index) {
        return vms.get(index);
    }

    /**
     * Deletes all machines at once, and returns when they are gone. Idempotent.
     *
     * @throws IaasException the first failure, when all others are gone
     */
    @Override
    public synchronized void close() {
        List<Operation<VmId>> deletes = new ArrayList<>();
        @Nullable IaasException failure = null;
        for (ThrowawayVm vm : vms) {
            try {
                deletes.add(compute.delete(vm.id()));
            } catch (IaasException e) {
                boolean closedAlone = e instanceof NotFoundException;
                failure = failure == null && !closedAlone ? e : failure;
            }
        }
        for (Operation<VmId> delete : deletes) {
            try {
                delete.await();
            } catch (IaasException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
