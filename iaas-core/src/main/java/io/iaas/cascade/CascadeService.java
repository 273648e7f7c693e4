package io.iaas.cascade;

import io.iaas.identity.ProjectId;
import io.iaas.operation.Operation;
import io.iaas.operation.SubmitOptions;

/**
 * Deletes things with all that they hold. For who administers the installation, every call. Safe for use by many threads.
 */
public interface CascadeService {
    /** Returns the same service, whose operations are submitted with these options. */
    CascadeService with(SubmitOptions options);

    /**
     * Deletes a project with all that it holds: machines, images, flavors, and what
     * {@link io.iaas.identity.ProjectService#delete} takes with it. From the call on the project is closed: it can be read,
     * and every change in it and every log-in to it is refused with {@code WRONG_STATE}, whoever asks. Machines and images
     * are deleted by operations of their own, which cancel creates and imports under way.
     *
     * <p>The operation belongs to the default project, as it outlives the one that it deletes. It can be cancelled until a
     * worker begins it; the project opens again then. When what it waits for fails or is blocked it is blocked, and tells
     * why; its retry tries that again, and to abandon it gives that up and opens the project with what is left.
     *
     * @throws io.iaas.error.NotFoundException when there is no such project
     * @throws io.iaas.error.ConflictException {@code IN_USE} while machines of other projects use its images, which are
     *     counted, or while operations in it are blocked, naming them; {@code WRONG_STATE} for the default project, and
     *     while it is being deleted already; {@code IDEMPOTENCY_CONFLICT}
     */
    Operation<ProjectId> deleteProject(ProjectId id);
}
