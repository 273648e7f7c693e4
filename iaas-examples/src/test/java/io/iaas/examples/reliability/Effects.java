package io.iaas.examples.reliability;

import java.util.Set;

/** Which steps change no host. Every other one must be seen to do so; see {@link Rehearsal}. */
final class Effects {
    /** They look, wait, write records, or have others at work. */
    private static final Set<String> NONE =
            Set.of("place-on-host", "await-readiness", "prove-image", "delete-machines", "delete-images");
    /** They make and delete a file of this process' machine. */
    private static final Set<String> LOCAL = Set.of("receive-stream", "discard-stream");

    private Effects() {}

    static boolean onHost(String step) {
        return !NONE.contains(step) && !LOCAL.contains(step);
    }
}
