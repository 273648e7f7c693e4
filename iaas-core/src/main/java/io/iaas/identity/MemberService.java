package io.iaas.identity;

import io.iaas.page.Page;
import io.iaas.page.PageRequest;

/**
 * The members of a project. Every call throws {@link io.iaas.error.NotFoundException} when there is no such project.
 * Safe for use by many threads.
 */
public interface MemberService {
    /** Lists the members in the order of their users' creation. Who administers the installation is not among them. */
    Page<Membership> list(PageRequest page);

    /**
     * Gives a user a role in the project, in place of the one that the user has.
     *
     * @throws io.iaas.error.NotFoundException when there is no such user
     */
    Membership assign(UserId user, Role role);

    /**
     * Takes a user's role away, from the user's next call on.
     *
     * @throws io.iaas.error.NotFoundException when the user is no member
     */
    void revoke(UserId user);
}
