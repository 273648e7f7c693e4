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
     * @throws io.iaas.operation.OperationFailedException the first failure, when all others are gone
     */
    @Override
    public void close() {
        List<Operation<VmId>> deletes =
                vms.stream().flatMap(vm -> delete(vm).stream()).toList();
        @Nullable IaasException failure = null;
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

    private List<Operation<VmId>> delete(ThrowawayVm vm) {
        try {
            return List.of(compute.delete(vm.id()));
        } catch (NotFoundException e) {
            return List.of();
        }
    }
}
