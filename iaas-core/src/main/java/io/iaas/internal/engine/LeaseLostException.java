package io.iaas.internal.engine;

/** This worker's claim is over: it must not act any more, and another one may. */
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String message) {
        super(message);
    }
}
