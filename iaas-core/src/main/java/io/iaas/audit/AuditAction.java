package io.iaas.audit;

import io.iaas.operation.OperationKind;

/**
 * What somebody did, or asked for. What operations do has the name of their kind. An open set: a database may hold
 * actions that a newer version of the library added.
 *
 * @param name lower case with a dot, such as {@code vm.create}
 */
public record AuditAction(String name) {
    /** Replaced the labels of a virtual machine. */
    public static final AuditAction VM_LABEL = new AuditAction("vm.label");
    /** Replaced the description of a virtual machine. */
    public static final AuditAction VM_DESCRIBE = new AuditAction("vm.describe");
    /** Gave a virtual machine a lease, in place of the one that it may have had. */
    public static final AuditAction VM_RENEW = new AuditAction("vm.renew");
    /** Took the lease of a virtual machine away. */
    public static final AuditAction VM_KEEP = new AuditAction("vm.keep");
    /** Had a command run in a virtual machine. */
    public static final AuditAction VM_EXECUTE = new AuditAction("vm.execute");
    /** Opened the serial console of a virtual machine. */
    public static final AuditAction VM_CONSOLE = new AuditAction("vm.console");
    /** Asked for a way to a port of a virtual machine's guest. */
    public static final AuditAction VM_REACH = new AuditAction("vm.reach");
    /** Created a flavor. */
    public static final AuditAction FLAVOR_CREATE = new AuditAction("flavor.create");
    /** Deleted a flavor. */
    public static final AuditAction FLAVOR_DELETE = new AuditAction("flavor.delete");
    /** Let all projects use a flavor. */
    public static final AuditAction FLAVOR_PUBLISH = new AuditAction("flavor.publish");
    /** Let other projects use a flavor no more. */
    public static final AuditAction FLAVOR_UNPUBLISH = new AuditAction("flavor.unpublish");
    /** Let all projects use an image. */
    public static final AuditAction IMAGE_PUBLISH = new AuditAction("image.publish");
    /** Let other projects use an image no more. */
    public static final AuditAction IMAGE_UNPUBLISH = new AuditAction("image.unpublish");
    /** Set what a project may hold. */
    public static final AuditAction QUOTA_SET = new AuditAction("quota.set");
    /** Counted anew what a project holds. */
    public static final AuditAction QUOTA_RECOUNT = new AuditAction("quota.recount");
    /** Kept the public half of a key pair that was made elsewhere. */
    public static final AuditAction KEY_PAIR_IMPORT = new AuditAction("key-pair.import");
    /** Had a key pair made. */
    public static final AuditAction KEY_PAIR_GENERATE = new AuditAction("key-pair.generate");
    /** Deleted a key pair. */
    public static final AuditAction KEY_PAIR_DELETE = new AuditAction("key-pair.delete");
    /** Asked an operation to stop. */
    public static final AuditAction OPERATION_CANCEL = new AuditAction("operation.cancel");
    /** Had a blocked operation tried again. */
    public static final AuditAction OPERATION_RETRY = new AuditAction("operation.retry");
    /** Gave a blocked operation up. */
    public static final AuditAction OPERATION_ABANDON = new AuditAction("operation.abandon");
    /** Created a user. */
    public static final AuditAction USER_CREATE = new AuditAction("user.create");
    /** Created a user who administers the installation. */
    public static final AuditAction ADMINISTRATOR_CREATE = new AuditAction("administrator.create");
    /** Let a user log in again. */
    public static final AuditAction USER_ENABLE = new AuditAction("user.enable");
    /** Let a user log in no more. */
    public static final AuditAction USER_DISABLE = new AuditAction("user.disable");
    /** Deleted a user. */
    public static final AuditAction USER_DELETE = new AuditAction("user.delete");
    /** Gave a user another password without asking for the present one. */
    public static final AuditAction PASSWORD_SET = new AuditAction("password.set");
    /** Changed the own password. */
    public static final AuditAction PASSWORD_CHANGE = new AuditAction("password.change");
    /** Created a project. */
    public static final AuditAction PROJECT_CREATE = new AuditAction("project.create");
    /** Deleted a project. */
    public static final AuditAction PROJECT_DELETE = new AuditAction("project.delete");
    /** Gave a user a role. */
    public static final AuditAction ROLE_ASSIGN = new AuditAction("role.assign");
    /** Took a user's role away. */
    public static final AuditAction ROLE_REVOKE = new AuditAction("role.revoke");
    /** Logged in. */
    public static final AuditAction TOKEN_ISSUE = new AuditAction("token.issue");
    /** Ended a token. */
    public static final AuditAction TOKEN_REVOKE = new AuditAction("token.revoke");
    /** Ended all tokens of a user. */
    public static final AuditAction TOKENS_REVOKE = new AuditAction("token.revoke-all");
    /** Compared records and hosts, and put right what needs no removal. */
    public static final AuditAction RECONCILE_REPAIR = new AuditAction("reconcile.repair");
    /** Removed from hosts what nobody wanted. */
    public static final AuditAction RECONCILE_REAP = new AuditAction("reconcile.reap");
    /** Began to reconcile again and again. */
    public static final AuditAction RECONCILE_START = new AuditAction("reconcile.start");
    /** Removed what the driver had made for itself on hosts. */
    public static final AuditAction HOST_RELEASE = new AuditAction("host.release");
    /** Forgot old entries of the audit trail. */
    public static final AuditAction AUDIT_FORGET = new AuditAction("audit.forget");
    /** Left out further refusals of an actor for the same reason, up to an hour from the first one. */
    public static final AuditAction AUDIT_PAUSE = new AuditAction("audit.pause");

    /** Returns the action of an operation. */
    public static AuditAction of(OperationKind kind) {
        return new AuditAction(kind.name());
    }

    @Override
    public String toString() {
        return name;
    }
}
