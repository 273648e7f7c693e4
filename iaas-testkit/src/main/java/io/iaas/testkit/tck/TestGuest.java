package io.iaas.testkit.tck;

import java.util.Optional;

/**
 * What may be expected of the guests that the contract starts.
 *
 * @param runs whether anything runs at all; without it the host has only states, and does not miss a missing disk
 * @param obeysPowerButton whether the domain goes off when it is asked to
 * @param greeting what it writes to its serial console soon after it starts; empty when it writes nothing. One that greets
 *     also echoes what is typed there
 * @param takesAddress whether it asks for an address
 * @param agent whether an agent answers in it, sooner or later, which runs {@code echo}, {@code cat},
 *     {@code false} and {@code seq}
 */
public record TestGuest(
        boolean runs, boolean obeysPowerButton, Optional<String> greeting, boolean takesAddress, boolean agent) {
    /** Returns the guest of a host that runs none and only keeps states, such as libvirt's test driver. */
    public static TestGuest none() {
        return new TestGuest(false, true, Optional.empty(), false, false);
    }
}
