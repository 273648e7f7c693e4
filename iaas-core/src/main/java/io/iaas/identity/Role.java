package io.iaas.identity;

/** What a user may do in a project; each role may do all that those before it may. */
public enum Role {
    /** Sees everything in the project. */
    READER,
    /** Changes machines, images, flavors, and cancels operations. */
    MEMBER,
    /** Administers the project: its members, and operations that are blocked. */
    ADMIN;

    /** Returns whether this role may do what the other one may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
