package io.iaas.testkit;

import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationFailedException;
import java.time.Duration;

/**
 * A throwaway machine could not be started, or did not get ready in time. Nothing is left of it. The message is for a test
 * report, and not free of secrets as those of the library are: it tells what was missing, what the hypervisor said, and
 * the end of the guest's serial console. The cause is the library's own error, with its code, or the
 * {@link SshException} of a log-in that did not work.
 */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String CONSOLE = "\nthe end of the serial console:\n";
    private static final int CONSOLE_TAIL = 4096;

    StartFailedException(OperationFailedException failure) {
        super(message(failure), failure);
    }

    private StartFailedException(String message, SshException failure) {
        super(message, failure);
    }

    static StartFailedException withoutLogIn(ThrowawayVm vm, Duration limit, SshException failure) {
        String console = vm.console();
        String tail = console.substring(Math.max(0, console.length() - CONSOLE_TAIL));
        return new StartFailedException(
                vm + " was not ready: after " + limit + " these were still missing: [ssh: " + failure.getMessage() + "]"
                        + (tail.isEmpty() ? "" : CONSOLE + tail),
                failure);
    }

    private static String message(OperationFailedException failure) {
        FailureEvidence evidence = failure.evidence();
        StringBuilder message = new StringBuilder(String.valueOf(failure.getMessage()));
        evidence.driverError()
                .ifPresent(said -> message.append("\nthe hypervisor said: ").append(said));
        evidence.consoleTail().ifPresent(tail -> message.append(CONSOLE).append(tail));
        return message.toString();
    }
}
