package io.iaas.internal.access;

import io.iaas.audit.AuditAction;
import io.iaas.identity.MemberService;
import io.iaas.identity.Membership;
import io.iaas.identity.Role;
import io.iaas.identity.UserId;
import io.iaas.internal.audit.Deed;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;

/** The members of a project, seen and changed by those who may. */
final class GuardedMembers implements MemberService {
    private final MemberService members;
    private final Guard guard;
    private final Permission toRead;
    private final Permission toChange;

    GuardedMembers(MemberService members, Guard guard, Permission toRead, Permission toChange) {
        this.members = members;
        this.guard = guard;
        this.toRead = toRead;
        this.toChange = toChange;
    }

    @Override
    public Page<Membership> list(PageRequest page) {
        guard.require(toRead);
        return members.list(page);
    }

    @Override
    public Membership assign(UserId user, Role role) {
        return guard.act(
                toChange, Deed.change(AuditAction.ROLE_ASSIGN, user).giving(role), () -> members.assign(user, role));
    }

    @Override
    public void revoke(UserId user) {
        guard.act(toChange, Deed.change(AuditAction.ROLE_REVOKE, user), () -> members.revoke(user));
    }
}
