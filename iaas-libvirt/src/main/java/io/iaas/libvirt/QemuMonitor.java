package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import org.libvirt.jna.CStringByReference;
import org.libvirt.jna.DomainPointer;

/**
 * The human monitor of a domain's QEMU, for what libvirt has no call for.
 *
 * @param session the use of the connection
 * @param domain the domain, which runs
 * @param what what is attempted, to complete {@code "cannot ..."}
 */
record QemuMonitor(Session session, DomainPointer domain, String what) {
    private static final int HUMAN = 1;

    /** Returns what QEMU answers to a question. */
    String ask(String command) {
        CStringByReference answer = new CStringByReference();
        session.check(LibvirtRuntime.qemu().virDomainQemuMonitorCommand(domain, command, answer, HUMAN));
        return session.text(answer.getValue()).strip();
    }

    /** Runs a command that answers nothing when it succeeds. */
    void run(String command) {
        String answer = ask(command);
        if (!answer.isEmpty()) {
            boolean full = answer.contains("No space left on device");
            throw new HypervisorException(
                    full ? ErrorCode.STORAGE_FULL : ErrorCode.HYPERVISOR_REFUSED,
                    "cannot " + what + ": " + (full ? "the storage is full" : "QEMU refused it"),
                    answer);
        }
    }
}
