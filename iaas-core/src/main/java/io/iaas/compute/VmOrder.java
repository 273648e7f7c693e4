package io.iaas.compute;

/** The order in which virtual machines are listed. A page is continued in the order of the page before. */
public enum VmOrder {
    /** As they were created, oldest first. */
    OLDEST_FIRST,
    /** As they were created, newest first. */
    NEWEST_FIRST,
    /** By name, as its characters count. */
    NAME,
    /** By name, last first. */
    NAME_DESCENDING;

    /** Whether it goes by name. */
    public boolean byName() {
        return this == NAME || this == NAME_DESCENDING;
    }

    /** Whether what comes first by itself comes last. */
    public boolean descending() {
        return this == NEWEST_FIRST || this == NAME_DESCENDING;
    }
}
