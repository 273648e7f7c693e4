package io.iaas.internal.access;

import io.iaas.ProjectView;
import io.iaas.audit.AuditService;
import io.iaas.cascade.CascadeService;
import io.iaas.compute.ComputeService;
import io.iaas.compute.FlavorService;
import io.iaas.event.EventService;
import io.iaas.identity.Caller;
import io.iaas.identity.IdentityService;
import io.iaas.identity.KeyPairService;
import io.iaas.identity.MemberService;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Token;
import io.iaas.image.ImageService;
import io.iaas.internal.audit.RecordedAudit;
import io.iaas.internal.identity.ProjectKeyPairs;
import io.iaas.operation.OperationService;
import io.iaas.quota.QuotaService;
import java.util.Optional;

/** A project seen on somebody's behalf: every call of every service asks first whether it may be made. */
public final class GuardedView implements ProjectView {
    private final ProjectId project;
    private final ProjectServices services;
    private final IdentityService identity;
    private final Guard guard;

    private GuardedView(ProjectId project, ProjectServices services, IdentityService identity, Access access) {
        this.project = project;
        this.services = services;
        this.identity = identity;
        this.guard = new Guard(services.environment().repositories(), access, Optional.of(project));
    }

    /**
     * Returns the view of the host application itself.
     *
     * @throws io.iaas.error.NotFoundException when there is no such project
     */
    public static ProjectView trusted(ProjectId project, ProjectServices services, IdentityService identity) {
        GuardedView view = new GuardedView(project, services, identity, new TrustedAccess(project));
        view.guard.require(Permission.READ);
        return view;
    }

    /**
     * Returns the view of whoever shows the token.
     *
     * @throws io.iaas.identity.UnauthenticatedException when it is not valid
     */
    public static ProjectView of(Token token, ProjectServices services, IdentityService identity) {
        ProjectId project = identity.authentication().validate(token).project().id();
        return new GuardedView(project, services, identity, new TokenAccess(token));
    }

    @Override
    public ProjectId project() {
        return project;
    }

    @Override
    public Optional<Caller> caller() {
        return guard.caller();
    }

    @Override
    public ImageService images() {
        return new GuardedImages(services.images(project), guard);
    }

    @Override
    public ComputeService compute() {
        return new GuardedCompute(services.compute(project), guard);
    }

    @Override
    public FlavorService flavors() {
        return new GuardedFlavors(services.flavors(project), guard);
    }

    @Override
    public KeyPairService keyPairs() {
        return new GuardedKeyPairs(new ProjectKeyPairs(project, guard.repositories()), guard);
    }

    @Override
    public OperationService operations() {
        return new GuardedOperations(services.operations(project), guard);
    }

    @Override
    public EventService events() {
        return new GuardedEvents(services.events(project, guard::ended), guard);
    }

    @Override
    public MemberService members() {
        return new GuardedMembers(identity.members(project), guard, Permission.READ, Permission.ADMINISTER);
    }

    @Override
    public QuotaService quotas() {
        return new GuardedQuota(identity.quotas(project), guard, Permission.READ);
    }

    @Override
    public AuditService audit() {
        return new GuardedAudit(
                new RecordedAudit(guard.repositories(), Optional.of(project)), guard, Permission.ADMINISTER);
    }

    @Override
    public AuditService installationAudit() {
        return new GuardedAudit(new RecordedAudit(guard.repositories(), Optional.empty()), guard, Permission.OPERATE);
    }

    @Override
    public CascadeService cascade() {
        return new GuardedCascade(services.cascade(), guard.in(Optional.empty()));
    }

    @Override
    public IdentityService identity() {
        guard.require(Permission.OPERATE);
        return new GuardedIdentity(identity, guard.in(Optional.empty()));
    }
}
