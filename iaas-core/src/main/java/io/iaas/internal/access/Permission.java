package io.iaas.internal.access;

/** What a call needs. */
enum Permission {
    /** To see what is in the project. */
    READ,
    /** To change what is in the project. */
    CHANGE,
    /** To change who may do what in the project. */
    ADMINISTER,
    /** To operate the installation: what is beyond projects, and what the engine could not end by itself. */
    OPERATE
}
