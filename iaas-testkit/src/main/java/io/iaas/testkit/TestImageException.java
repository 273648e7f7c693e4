package io.iaas.testkit;

/**
 * An image for tests could not be made or downloaded. Nothing is left of the attempt. The message tells what is missing,
 * and what to install where that helps.
 */
public final class TestImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TestImageException(String message) {
        super(message);
    }

    TestImageException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
