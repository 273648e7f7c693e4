package io.iaas.internal.compute;

import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;

/** Defines the machine's domain, powered off. */
final class DefineDomain extends VmStep {
    DefineDomain() {
        super("define-domain");
    }

    @Override
    public StepPlan plan(StepContext context) {
        DomainRef ref = domain(context);
        if (context.hypervisor().domains().find(ref).isPresent()) {
            throw HypervisorException.foreign(ref.toString());
        }
        return StepPlan.makes(domainKey(context), id(context).value());
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        DomainSpec spec = Blueprint.domain(context, vm(context), CreateDisk.image(context));
        context.hypervisor().domains().define(spec);
        return Map.of();
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        if (left(context).isPresent()) {
            context.hypervisor().power().powerOff(domain(context));
            context.hypervisor().domains().undefine(domain(context));
            StepContext.requireGone(domain(context), left(context).isPresent());
        }
    }
}
