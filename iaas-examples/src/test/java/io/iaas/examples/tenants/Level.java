package io.iaas.examples.tenants;

/** Whom a call is for; each may make the calls of those before. */
enum Level {
    /** Whoever has the object: the call only hands out another object or an id. */
    ANYONE,
    READER,
    MEMBER,
    ADMIN,
    /** An administrator of the installation. */
    OPERATOR
}
