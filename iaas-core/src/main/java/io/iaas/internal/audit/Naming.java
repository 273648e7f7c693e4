package io.iaas.internal.audit;

import io.iaas.audit.AuditResource;
import io.iaas.compute.VmId;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredUser;
import java.util.Optional;
import java.util.UUID;

/** Finds the name of what a call names by id, and the id of what it names by name. */
final class Naming {
    private Naming() {}

    static Optional<AuditResource> completed(RepositorySession session, Act act) {
        return act.resource().flatMap(resource -> completed(session, resource, act.project()));
    }

    /** Returns the resource with what is recorded of it; as it is where nothing is. */
    static Optional<AuditResource> completed(
            RepositorySession session, AuditResource resource, Optional<ProjectId> project) {
        if (resource.id().isPresent() && resource.name().isPresent()) {
            return Optional.of(resource);
        }
        Optional<AuditResource> found = switch (resource.kind()) {
            case OperationTarget.VM -> project.flatMap(scope -> machine(session, scope, resource));
            case Act.USER -> user(session, resource).map(user -> known(Act.USER, user.id(), user.name()));
            case Act.PROJECT ->
                project(session, resource).map(existing -> known(Act.PROJECT, existing.id(), existing.name()));
            default -> Optional.empty();
        };
        return found.or(() -> Optional.of(resource));
    }

    private static Optional<AuditResource> machine(
            RepositorySession session, ProjectId project, AuditResource resource) {
        return uuid(resource)
                .flatMap(id -> session.vms().find(project, new VmId(id)))
                .map(vm -> known(OperationTarget.VM, vm.id(), vm.name()));
    }

    private static Optional<User> user(RepositorySession session, AuditResource resource) {
        return uuid(resource)
                .map(id -> session.identity().users().find(new UserId(id)))
                .orElseGet(() -> resource.name().flatMap(session.identity().users()::findByName))
                .map(StoredUser::user);
    }

    private static Optional<Project> project(RepositorySession session, AuditResource resource) {
        return uuid(resource)
                .map(id -> session.projects().find(new ProjectId(id)))
                .orElseGet(() -> resource.name().flatMap(session.projects()::findByName));
    }

    private static Optional<UUID> uuid(AuditResource resource) {
        return resource.id().map(UUID::fromString);
    }

    private static AuditResource known(String kind, Object id, String name) {
        return new AuditResource(kind, Optional.of(id.toString()), Optional.of(name));
    }
}
