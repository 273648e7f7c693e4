package io.iaas.spi.repository;

/** Which way an operation walks its steps. */
public enum Direction {
    /** First to last. */
    FORWARD,
    /** Last to first, undoing. */
    UNDO
}
