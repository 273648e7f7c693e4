package io.iaas.spi.repository;

import io.iaas.identity.Membership;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.UserId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** The roles of users in projects, at most one each. */
public interface MembershipRepository {
    /**
     * Gives a user a role in a project, in place of an earlier one.
     *
     * @throws IllegalStateException when there is no such project or no such user
     */
    void put(ProjectId project, UserId user, Role role);

    /** Returns the user's role in the project, or empty. */
    Optional<Role> find(ProjectId project, UserId user);

    /** Returns a page of the project's members in the order of their users' ids, whose keys are those ids. */
    Page<Membership> ofProject(ProjectId project, PageRequest page);

    /** Returns the user's memberships in the order of the projects' ids. */
    List<Membership> ofUser(UserId user);

    /** Takes the user's role in the project away; false when there was none. */
    boolean delete(ProjectId project, UserId user);
}
