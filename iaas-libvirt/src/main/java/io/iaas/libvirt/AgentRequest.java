package io.iaas.libvirt;

import io.iaas.compute.GuestCommand;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;

/** What is said to an agent, as JSON. */
final class AgentRequest {
    static final String PING = "{\"execute\":\"guest-ping\"}";

    private AgentRequest() {}

    static String start(GuestCommand command) {
        String arguments =
                command.arguments().stream().map(AgentRequest::quoted).collect(Collectors.joining(",", "[", "]"));
        String input = command.input().isEmpty() ? "" : ",\"input-data\":" + quoted(base64(command.input()));
        return "{\"execute\":\"guest-exec\",\"arguments\":{\"path\":" + quoted(command.program()) + ",\"arg\":"
                + arguments + input + ",\"capture-output\":true}}";
    }

    static String result(long process) {
        return "{\"execute\":\"guest-exec-status\",\"arguments\":{\"pid\":" + process + "}}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Escapes all that is not plain ASCII: whatever reads it on the way cannot misread it. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
