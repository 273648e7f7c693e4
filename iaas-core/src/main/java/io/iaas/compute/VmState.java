package io.iaas.compute;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
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
    ERROR;

    private static final Map<VmState, Set<VmState>> NEXT = new EnumMap<>(Map.of(
            CREATING, EnumSet.of(RUNNING, STOPPED, DELETING, ERROR),
            RUNNING, EnumSet.of(PAUSED, STOPPED, CRASHED, DELETING, ERROR),
            PAUSED, EnumSet.of(RUNNING, STOPPED, CRASHED, DELETING, ERROR),
            STOPPED, EnumSet.of(RUNNING, DELETING, ERROR),
            CRASHED, EnumSet.of(RUNNING, STOPPED, DELETING, ERROR),
            // A delete that fails before its point of no return gives the machine back as it was.
            DELETING, EnumSet.of(RUNNING, PAUSED, STOPPED, CRASHED, ERROR),
            ERROR, EnumSet.of(RUNNING, PAUSED, STOPPED, CRASHED, DELETING)));

    /** Returns whether this state may be followed by another one; a state may always be followed by itself. */
    public boolean mayBecome(VmState next) {
        return next == this || NEXT.get(this).contains(next);
    }

    /** Returns the states that may follow. */
    public Set<VmState> next() {
        return Set.copyOf(NEXT.get(this));
    }
}
