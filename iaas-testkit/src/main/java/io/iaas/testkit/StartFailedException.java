package io.iaas.testkit;

import io.iaas.compute.VmId;
import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationTarget;
import java.time.Duration;
import java.util.Optional;

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

    private final transient Optional<VmId> vm;

    StartFailedException(OperationFailedException failure) {
        super(message(failure), failure);
        OperationTarget target = failure.operation().target();
        vm = target.kind().equals(OperationTarget.VM) ? Optional.of(new VmId(target.id())) : Optional.empty();
    }

    private StartFailedException(String message, VmId vm, SshException failure) {
        super(message, failure);
        this.vm = Optional.of(vm);
    }

    /** Returns which machine it was; empty when its image was none. */
    Optional<VmId> vm() {
        return vm;
    }

    static StartFailedException withoutLogIn(ThrowawayVm vm, Duration limit, SshException failure) {
        String console = vm.console();
        String tail = console.substring(Math.max(0, console.length() - CONSOLE_TAIL));
        return new StartFailedException(
                vm + " was not ready: after " + limit + " these were still missing: [ssh: " + failure.getMessage() + "]"
                        + (tail.isEmpty() ? "" : CONSOLE + tail),
                vm.id(),
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
