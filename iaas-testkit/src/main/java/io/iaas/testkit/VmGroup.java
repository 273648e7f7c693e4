package io.iaas.testkit;

import io.iaas.error.IaasException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Machines that were started together and are gone when the group is closed. Safe for use by many threads. */
public final class VmGroup implements AutoCloseable {
    private final List<ThrowawayVm> vms;

    private VmGroup(List<ThrowawayVm> vms) {
        this.vms = List.copyOf(vms);
    }

    /** Starts all and waits for them; where one fails, deletes the others and throws its failure. */
    static VmGroup start(Run run, List<ThrowawaySpec> specs) {
        List<Starting> starts = new ArrayList<>();
        List<ThrowawayVm> vms = new ArrayList<>();
        @Nullable RuntimeException failure = null;
        try {
            specs.forEach(spec -> starts.add(run.start(spec)));
        } catch (IaasException | StartFailedException e) {
            failure = e;
        }
        for (Starting start : starts) {
            try {
                vms.add(start.await());
            } catch (IaasException | StartFailedException e) {
                failure = failure == null ? e : failure;
            }
        }
        VmGroup group = new VmGroup(vms);
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
     * Makes all machines at once what they were at their checkpoints; see {@link ThrowawayVm#reset}.
     *
     * @throws IaasException the first failure, when all others are reset
     */
    public void reset() {
        AtOnce.each(vms, vm -> Optional.of(vm.revert()));
    }

    /**
     * Deletes all machines at once, and returns when they are gone. Idempotent.
     *
     * @throws IaasException the first failure, when all others are gone
     */
    @Override
    public synchronized void close() {
        AtOnce.each(vms, ThrowawayVm::delete);
    }
}
