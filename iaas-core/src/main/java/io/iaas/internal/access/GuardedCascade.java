package io.iaas.internal.access;

import io.iaas.audit.AuditResource;
import io.iaas.cascade.CascadeService;
import io.iaas.identity.ProjectId;
import io.iaas.internal.audit.Act;
import io.iaas.internal.audit.Deed;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.operation.SubmitOptions;

/** What deletes things with all that they hold, for an administrator's view. */
final class GuardedCascade implements CascadeService {
    private final CascadeService cascade;
    private final Guard guard;

    GuardedCascade(CascadeService cascade, Guard guard) {
        this.cascade = cascade;
        this.guard = guard;
    }

    @Override
    public CascadeService with(SubmitOptions options) {
        guard.require(Permission.OPERATE);
        return new GuardedCascade(cascade.with(options), guard);
    }

    @Override
    public Operation<ProjectId> deleteProject(ProjectId id) {
        Deed deed = Deed.submission(OperationKind.PROJECT_DELETE, AuditResource.withId(Act.PROJECT, id));
        return GuardedOperation.ofTheInstallation(
                guard.act(Permission.OPERATE, deed, () -> cascade.deleteProject(id)), guard);
    }
}
