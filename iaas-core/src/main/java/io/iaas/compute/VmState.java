package io.iaas.compute;

import java.util.EnumSet;
import java.util.Set;

/** The state of a virtual machine. Which state may follow which is said here, once. */
public enum VmState {
    /** Its create is queued or under way. */
    CREATING,
    /** The guest runs. */
    RUNNING,
    /** The virtual processors are halted; memory is kept. */
    PAUSED,
    /** Powered off; disks are kept. */
    STOPPED,
    /** The guest or its hypervisor process died. */
    CRASHED,
    /** Its delete is queued or under way. */
    DELETING,
    /** An undo or a delete is blocked; an operator must look. */
    ERROR,
    /** Its host does not answer, so that nobody can say; {@link Vm#stateReason} tells more. Seen, never recorded. */
    UNKNOWN;

    /**
     * Returns whether the guest's live state tells where the machine stands. While it is being made or deleted, or an
     * operator must look, its record tells more than its host.
     */
    public boolean observable() {
        return this != CREATING && this != DELETING && this != ERROR && this != UNKNOWN;
    }

    /** Returns the states that may follow, beside this one itself. */
    public Set<VmState> next() {
        return switch (this) {
            case CREATING -> EnumSet.of(RUNNING, STOPPED, DELETING, ERROR);
            case RUNNING -> EnumSet.of(PAUSED, STOPPED, CRASHED, DELETING, ERROR);
            case PAUSED -> EnumSet.of(RUNNING, STOPPED, CRASHED, DELETING, ERROR);
            case STOPPED -> EnumSet.of(RUNNING, DELETING, ERROR);
            case CRASHED -> EnumSet.of(RUNNING, STOPPED, DELETING, ERROR);
            // A delete that fails before its point of no return gives the machine back as it was.
            case DELETING -> EnumSet.of(RUNNING, PAUSED, STOPPED, CRASHED, ERROR);
            case ERROR -> EnumSet.of(RUNNING, PAUSED, STOPPED, CRASHED, DELETING);
            case UNKNOWN -> EnumSet.noneOf(VmState.class);
        };
    }

    /** Returns whether this state may be followed by another one; a state may always be followed by itself. */
    public boolean mayBecome(VmState next) {
        return next == this || next().contains(next);
    }
}
