package io.iaas.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A throwaway machine could not be reached by SSH, or did not do in time or in bounds what it was asked to. The message
 * names the machine and the reason. A command that ran and failed is none: its exit code tells.
 */
public final class SshException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SshException(String message) {
        super(message);
    }

    SshException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
