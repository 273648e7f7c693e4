package io.iaas.libvirt;

import io.iaas.compute.CommandResult;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.GuestAgents;
import io.iaas.spi.hypervisor.HypervisorException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** What an agent answered. A guest wrote it, so nothing in it is believed before it was looked at. */
final class AgentReply {
    private static final int BASE64_GROUP = 4;
    private static final int BASE64_BYTES = 3;
    private static final int MOST_SIGNAL = 127;
    /** How shells tell of a process that a signal ended. */
    private static final int BY_SIGNAL = 128;
    /** Exit statuses of Windows are unsigned. */
    private static final long MOST_STATUS = 0xffff_ffffL;

    private final String what;
    private final Map<?, ?> content;

    private AgentReply(String what, Map<?, ?> content) {
        this.what = what;
        this.content = content;
    }

    /**
     * Reads an answer.
     *
     * @param what what was attempted, to complete {@code "cannot ..."}
     * @throws HypervisorException AGENT_UNAVAILABLE when it is none of an agent
     */
    static AgentReply read(String what, String json) {
        try {
            if (JsonReading.read(json) instanceof Map<?, ?> reply && reply.get("return") instanceof Map<?, ?> content) {
                return new AgentReply(what, content);
            }
        } catch (JsonReading.MalformedException e) {
            throw nonsense(what, "malformed " + e.getMessage());
        }
        throw nonsense(what, "no object is returned");
    }

    long process() {
        return number("pid");
    }

    /** Returns what a process came to; empty while it runs. */
    Optional<CommandResult> result() {
        if (!flag("exited")) {
            return Optional.empty();
        }
        int status = status();
        return Optional.of(new CommandResult(status, stream("out", status), stream("err", status)));
    }

    private int status() {
        if (content.containsKey("exitcode")) {
            long status = number("exitcode");
            if (status < Integer.MIN_VALUE || status > MOST_STATUS) {
                throw nonsense(what, "exit status " + status);
            }
            return (int) status;
        }
        long signal = number("signal");
        if (signal < 0 || signal > MOST_SIGNAL) {
            throw nonsense(what, "signal " + signal);
        }
        return BY_SIGNAL + (int) signal;
    }

    private String stream(String name, int status) {
        Object data = content.containsKey(name + "-data") ? content.get(name + "-data") : "";
        if (!(data instanceof String base64)) {
            throw nonsense(what, name + "-data is no text");
        }
        boolean cut = content.containsKey(name + "-truncated") && flag(name + "-truncated");
        long most = (GuestAgents.MAX_OUTPUT_BYTES + BASE64_BYTES - 1L) / BASE64_BYTES * BASE64_GROUP;
        if (cut || base64.length() > most) {
            throw tooLong(what, "it ended with status " + status);
        }
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw nonsense(what, name + "-data is not base64");
        }
    }

    private boolean flag(String name) {
        if (content.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw nonsense(what, "no flag '" + name + "'");
    }

    private long number(String name) {
        if (content.get(name) instanceof Long number) {
            return number;
        }
        throw nonsense(what, "no number '" + name + "'");
    }

    static HypervisorException tooLong(String what, String detail) {
        return new HypervisorException(
                ErrorCode.OUTPUT_TOO_LONG,
                "cannot " + what + ": the command has ended and wrote more than " + GuestAgents.MAX_OUTPUT_BYTES
                        + " bytes to one of its streams",
                detail);
    }

    private static HypervisorException nonsense(String what, String detail) {
        return new HypervisorException(
                ErrorCode.AGENT_UNAVAILABLE, "cannot " + what + ": the guest's agent answers nonsense", detail);
    }
}
