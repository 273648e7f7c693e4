package io.iaas.internal.engine;

/** The library is closing: the worker stops between two effects and gives its claim back. */
final class HandedOverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandedOverException() {
        super("handed over at close");
    }
}
