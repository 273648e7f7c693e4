package io.iaas;

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
import io.iaas.image.ImageService;
import io.iaas.operation.OperationService;
import io.iaas.quota.QuotaService;
import java.util.Optional;

/**
 * One project, on behalf of the host application ({@link Iaas#project}) or of whoever shows a token
 * ({@link Iaas#login}). Whether a call may be made is looked up at that call, for every method of the services below and
 * of the operations that they return, so what is revoked ends with the next call. Safe for use by many threads; a view
 * holds nothing and need not be closed.
 *
 * <p>Everything here throws {@link io.iaas.error.NotFoundException} when the project is gone. With a token everything
 * throws {@link io.iaas.identity.UnauthenticatedException} when it is not valid any more, and
 * {@link io.iaas.identity.PermissionDeniedException} when the caller's role does not suffice: a READER sees, a MEMBER
 * changes, an ADMIN administers the members. Blocked operations are retried and abandoned, and errors of drivers seen, by
 * those who administer the installation. What is another project's does not exist.
 */
public interface ProjectView {
    /** Returns which project it is. */
    ProjectId project();

    /** Returns whom the token speaks for, as of now; empty for the host application itself. */
    Optional<Caller> caller();

    /** Returns the images. */
    ImageService images();

    /** Returns the virtual machines. */
    ComputeService compute();

    /** Returns the flavors. */
    FlavorService flavors();

    /** Returns the SSH key pairs. */
    KeyPairService keyPairs();

    /** Returns the operations. */
    OperationService operations();

    /**
     * Returns what happened. Within half a second from when its caller may not read any more, a subscription is dropped,
     * and {@link io.iaas.event.EventSubscriber#dropped} tells why.
     */
    EventService events();

    /** Returns the members of the project. */
    MemberService members();

    /** Returns the quota of the project: readers see it, and those who administer the installation set it. */
    QuotaService quotas();

    /** Returns who did what in the project; for its administrators, every call. */
    AuditService audit();

    /** Returns who did what in the whole installation; for who administers it, every call. */
    AuditService installationAudit();

    /** Returns what deletes projects with all that they hold; for who administers the installation, every call. */
    CascadeService cascade();

    /**
     * Returns who may do what in the whole installation.
     *
     * @throws io.iaas.identity.PermissionDeniedException unless the caller administers the installation
     */
    IdentityService identity();
}
