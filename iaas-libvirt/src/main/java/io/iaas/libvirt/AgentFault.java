package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.regex.Pattern;

/** Tells the failures of agents from those of libvirt. */
final class AgentFault {
    private static final String REFUSED = "unable to execute QEMU agent command";
    private static final Pattern GARBAGE = Pattern.compile("json|reply", Pattern.CASE_INSENSITIVE);
    private static final String NOT_CONNECTED = "not connected";
    private static final int LONGEST_REASON = 300;

    private AgentFault() {}

    static RuntimeException translate(String what, LibvirtFault fault) {
        return switch (fault.number()) {
            case ErrorNumber.AGENT_UNRESPONSIVE, ErrorNumber.AGENT_UNSYNCED, ErrorNumber.ARGUMENT_UNSUPPORTED ->
                unavailable(what, fault);
            // The answer is longer than what libvirt carries; an agent says so much of a command's output only.
            case ErrorNumber.RPC -> AgentReply.tooLong(what, fault.forOperators());
            case ErrorNumber.INTERNAL_ERROR -> internal(what, fault);
            // libvirt gives an agent up whose answer has no end, until the guest opens its channel anew.
            case ErrorNumber.SYSTEM_ERROR -> fault.text().contains("agent") ? unavailable(what, fault) : fault;
            default -> fault;
        };
    }

    /** Returns whether nothing was said to the agent: the guest has not opened its channel, as far as libvirt knows. */
    static boolean isNotConnected(HypervisorException failure) {
        return failure.getCause() instanceof LibvirtFault fault && fault.text().contains(NOT_CONNECTED);
    }

    /** libvirt has no number of its own for an agent that refuses, nor for one that answers what is no JSON. */
    private static RuntimeException internal(String what, LibvirtFault fault) {
        if (fault.text().contains(REFUSED)) {
            return refused(what, fault);
        }
        return GARBAGE.matcher(fault.text()).find() ? unavailable(what, fault) : fault;
    }

    private static HypervisorException unavailable(String what, LibvirtFault fault) {
        return new HypervisorException(
                ErrorCode.AGENT_UNAVAILABLE,
                "cannot " + what + ": the guest's agent does not answer",
                fault.forOperators(),
                fault);
    }

    private static HypervisorException refused(String what, LibvirtFault fault) {
        return new HypervisorException(
                ErrorCode.COMMAND_REFUSED,
                "cannot " + what + ": the guest's agent refused it" + reason(fault.text()),
                fault.forOperators(),
                fault);
    }

    /** The agent's words follow the name of the command; a guest may have put anything into them. */
    private static String reason(String text) {
        int words = text.indexOf("': ", text.indexOf(REFUSED));
        if (words < 0) {
            return "";
        }
        String reason = text.substring(words + 1).replaceAll("\\p{Cntrl}", "?");
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "..." : reason;
    }
}
