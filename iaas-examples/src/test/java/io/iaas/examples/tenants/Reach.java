package io.iaas.examples.tenants;

import io.iaas.ProjectView;
import io.iaas.compute.ComputeService;
import io.iaas.compute.FlavorService;
import io.iaas.event.EventService;
import io.iaas.identity.IdentityService;
import io.iaas.identity.KeyPairService;
import io.iaas.identity.MemberService;
import io.iaas.identity.Token;
import io.iaas.image.ImageService;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationService;
import io.iaas.quota.QuotaService;
import java.util.function.Supplier;

/**
 * All that a caller holds: what was handed out stays in hand when a token ends, so it is gathered while the token is
 * valid.
 *
 * @param token the token
 * @param view the view that it opened
 * @param identity the service of who may do what; throws for who may not have it
 * @param held the same, with the services that it handed out
 * @param operation a handle on an operation of the caller's own project that has ended
 */
record Reach(
        Token token,
        ProjectView view,
        Supplier<IdentityService> identity,
        Supplier<IdentityService> held,
        Operation<?> operation) {
    /** Gathers what a view hands out, to an operator the services of identity included. */
    static Reach of(Tenants tenants, Token token, Target own, boolean operator) {
        ProjectView view = tenants.iaas.login(token);
        Operation<?> operation = view.operations().get(own.operation());
        if (!operator) {
            return new Reach(token, view, view::identity, view::identity, operation);
        }
        IdentityService identity = view.identity();
        IdentityService held = HeldIdentity.of(identity, own.project());
        return new Reach(token, view, () -> identity, () -> held, operation);
    }

    ImageService images() {
        return view.images();
    }

    ComputeService compute() {
        return view.compute();
    }

    FlavorService flavors() {
        return view.flavors();
    }

    KeyPairService keyPairs() {
        return view.keyPairs();
    }

    OperationService operations() {
        return view.operations();
    }

    EventService events() {
        return view.events();
    }

    QuotaService quotas() {
        return view.quotas();
    }

    MemberService members() {
        return view.members();
    }
}
