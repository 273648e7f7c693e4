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
    static final String NAME = "define-domain";

    DefineDomain() {
        super(NAME);
    }

    @Override
    public StepPlan plan(StepContext context) {
        DomainRef ref = domain(context);
        if (context.hypervisor().domains().find(ref).isPresent()) {
            throw HypervisorException.foreign(ref.toString());
        }
        return making(context);
    }

    static StepPlan making(StepContext context) {
        return StepPlan.makes(domainKey(context), id(context).value());
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        define(context);
        return Map.of();
    }

    static void define(StepContext context) {
        DomainSpec spec = Blueprint.of(context).domain(context);
        context.hypervisor().domains().define(spec);
    }

    /** Cuts the power first: a start by a lost worker may come late, and nothing but that can run here. */
    @Override
    public void undo(StepContext context, StepRecord record) {
        remove(context);
    }

    static void remove(StepContext context) {
        if (left(context).isPresent()) {
            context.hypervisor().power().powerOff(domain(context));
            context.hypervisor().domains().undefine(domain(context));
            StepContext.requireGone(domain(context), left(context).isPresent());
        }
    }
}
