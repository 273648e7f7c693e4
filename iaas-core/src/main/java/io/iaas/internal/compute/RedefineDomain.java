package io.iaas.internal.compute;

import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.internal.engine.Consequence;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepFailedException;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;
import java.util.Optional;

/**
 * Defines a recorded machine's domain again, powered off: where it is gone, or where a worker that was taken for dead
 * defined it last. A domain that is there stays through an undo.
 */
final class RedefineDomain extends VmStep {
    static final String NAME = "redefine-domain";

    RedefineDomain() {
        super(NAME);
    }

    @Override
    public StepPlan plan(StepContext context) {
        Optional<ObservedDomain> domain = ours(context);
        domain.map(ObservedDomain::state)
                .filter(state -> state != DomainState.OFF && state != DomainState.CRASHED)
                .ifPresent(state -> {
                    throw new StepFailedException(
                            ErrorCode.WRONG_STATE, domain(context) + " is " + state + "; it is left as it is");
                });
        return domain.isPresent() ? StepPlan.noResource() : DefineDomain.making(context);
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        DefineDomain.define(context);
        return Map.of();
    }

    @Override
    public Optional<Consequence> consequence(StepContext context, Map<String, String> result) {
        return Optional.of(Consequence.certain(session -> record(context, session, VmState.STOPPED)));
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        if (record.resource().isPresent()) {
            DefineDomain.remove(context);
        }
    }
}
