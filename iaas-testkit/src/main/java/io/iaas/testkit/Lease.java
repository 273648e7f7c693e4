package io.iaas.testkit;

/**
 * A lease that this process holds: that of its own run, or one that it has taken over from a dead run.
 *
 * @param file the file, locked
 * @param installation the installation of the run, after which all that it makes is named
 * @param place where it makes its things
 */
record Lease(LockedFile file, String installation, Place place) {}
