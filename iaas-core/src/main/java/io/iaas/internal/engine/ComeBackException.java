package io.iaas.internal.engine;

import java.time.Duration;

/** A step waits for what others do: its worker gives the claim back, and the try does not count. */
final class ComeBackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration pause;

    ComeBackException(Duration pause) {
        super("to be gone on with in " + pause, null, false, false);
        this.pause = pause;
    }

    Duration pause() {
        return pause;
    }
}
