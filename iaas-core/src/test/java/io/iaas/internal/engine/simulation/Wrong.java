package io.iaas.internal.engine.simulation;

import java.util.Set;

/**
 * Something that is not as it must be.
 *
 * @param subject what is wrong, or why: names resources
 * @param what the invariant, and how it is broken
 */
record Wrong(String subject, String what) {
    /** Returns whether it concerns one of these resources. */
    boolean concerns(Set<String> resources) {
        return resources.stream().anyMatch(subject::contains);
    }

    @Override
    public String toString() {
        return what + ": " + subject;
    }
}
