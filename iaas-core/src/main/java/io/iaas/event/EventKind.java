package io.iaas.event;

/**
 * What happened. An open set: a database may hold kinds that a newer version of the library added.
 *
 * @param name lower case with a dot, such as {@code vm.created}
 */
public record EventKind(String name) {
    /** A virtual machine was recorded; its create goes on. */
    public static final EventKind VM_CREATED = new EventKind("vm.created");
    /** A virtual machine's recorded state changed, by an operation or by what its host told. */
    public static final EventKind VM_STATE_CHANGED = new EventKind("vm.state-changed");
    /** A virtual machine got another name. */
    public static final EventKind VM_RENAMED = new EventKind("vm.renamed");
    /** A virtual machine got a lease, another one, or lost it; before and after are the ends. */
    public static final EventKind VM_LEASE_CHANGED = new EventKind("vm.lease-changed");
    /** The lease of a virtual machine has ended: its delete was submitted. */
    public static final EventKind VM_EXPIRED = new EventKind("vm.expired");
    /** A virtual machine is gone, by its delete or because its create was undone. */
    public static final EventKind VM_DELETED = new EventKind("vm.deleted");
    /** An image can be used: it was imported, or its delete was taken back. */
    public static final EventKind IMAGE_AVAILABLE = new EventKind("image.available");
    /** An image is gone, by its delete or because its import was undone. */
    public static final EventKind IMAGE_DELETED = new EventKind("image.deleted");
    /** An operation has ended or is blocked; it is told behind all that it changed. */
    public static final EventKind OPERATION_SETTLED = new EventKind("operation.settled");

    @Override
    public String toString() {
        return name;
    }
}
