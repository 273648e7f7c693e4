package io.iaas.operation;

/**
 * What an operation does. An open set: a database may hold kinds that a newer version of the library added.
 *
 * @param name lower case with a dot, such as {@code vm.create}
 */
public record OperationKind(String name) {
    /** Brings an image's bytes to the host and proves them. */
    public static final OperationKind IMAGE_IMPORT = new OperationKind("image.import");
    /** Deletes an image everywhere. */
    public static final OperationKind IMAGE_DELETE = new OperationKind("image.delete");
    /** Creates and starts a virtual machine. */
    public static final OperationKind VM_CREATE = new OperationKind("vm.create");
    /** Starts a stopped virtual machine. */
    public static final OperationKind VM_START = new OperationKind("vm.start");
    /** Asks the guest to power off, and forces it only if told so. */
    public static final OperationKind VM_STOP = new OperationKind("vm.stop");
    /** Cuts the power. */
    public static final OperationKind VM_FORCE_STOP = new OperationKind("vm.force-stop");
    /** Asks the guest to restart. */
    public static final OperationKind VM_REBOOT = new OperationKind("vm.reboot");
    /** Presses the reset button. */
    public static final OperationKind VM_RESET = new OperationKind("vm.reset");
    /** Halts the virtual processors. */
    public static final OperationKind VM_PAUSE = new OperationKind("vm.pause");
    /** Lets halted virtual processors run on. */
    public static final OperationKind VM_RESUME = new OperationKind("vm.resume");
    /** Keeps what a virtual machine is now, its memory and its disk. */
    public static final OperationKind VM_CHECKPOINT = new OperationKind("vm.checkpoint");
    /** Makes a virtual machine what it was at its checkpoint. */
    public static final OperationKind VM_REVERT = new OperationKind("vm.revert");
    /** Gives a virtual machine another name. */
    public static final OperationKind VM_RENAME = new OperationKind("vm.rename");
    /** Defines a recorded virtual machine's domain again, powered off; asked for by reconciling only. */
    public static final OperationKind VM_REDEFINE = new OperationKind("vm.redefine");
    /** Deletes a virtual machine with all that was made for it. */
    public static final OperationKind VM_DELETE = new OperationKind("vm.delete");
    /** Deletes a project with all that it holds. */
    public static final OperationKind PROJECT_DELETE = new OperationKind("project.delete");

    @Override
    public String toString() {
        return name;
    }
}
