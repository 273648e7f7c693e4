package io.iaas.compute;

import io.iaas.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of wait conditions. A part of a combination carries its length in front, as in
 * {@code all[7:running,9:port:8080]}, so that no expression needs escaping.
 */
final class WaitConditionText {
    private static final int MAX_DEPTH = 8;
    private static final Pattern HTTP = Pattern.compile("http:([0-9]+)(/[^ ]*)(?: ([0-9]+))?");

    private WaitConditionText() {}

    static String combined(String word, List<WaitCondition> parts) {
        StringBuilder text = new StringBuilder(word).append('[');
        for (WaitCondition part : parts) {
            String inner = part.toString();
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",")
                    .append(inner.length())
                    .append(':')
                    .append(inner);
        }
        return text.append(']').toString();
    }

    static WaitCondition parse(String text) {
        return parse(text, 0);
    }

    private static WaitCondition parse(String text, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InvalidInputException("a wait condition is nested deeper than " + MAX_DEPTH);
        }
        if (text.equals("running")) {
            return WaitCondition.running();
        }
        if (text.equals("address")) {
            return WaitCondition.address();
        }
        if (text.equals("agent")) {
            return WaitCondition.agent();
        }
        if (text.equals("cloud-init")) {
            return WaitCondition.cloudInit();
        }
        if (text.startsWith("port:")) {
            return WaitCondition.port(number(text, text.substring("port:".length())));
        }
        if (text.startsWith("http:")) {
            return http(text);
        }
        if (text.equals("ssh")) {
            return WaitCondition.ssh();
        }
        if (text.startsWith("console:")) {
            return WaitCondition.console(text.substring("console:".length()));
        }
        if (text.startsWith("all[") && text.endsWith("]")) {
            return new WaitCondition.All(parts(text, depth));
        }
        if (text.startsWith("any[") && text.endsWith("]")) {
            return new WaitCondition.Any(parts(text, depth));
        }
        throw notOne(text);
    }

    private static WaitCondition http(String text) {
        Matcher parts = HTTP.matcher(text);
        if (!parts.matches()) {
            throw notOne(text);
        }
        int port = number(text, parts.group(1));
        String path = parts.group(2);
        return parts.group(3) == null
                ? WaitCondition.http(port, path)
                : WaitCondition.http(port, path, number(text, parts.group(3)));
    }

    private static List<WaitCondition> parts(String text, int depth) {
        List<WaitCondition> parts = new ArrayList<>();
        int at = "all[".length();
        int end = text.length() - 1;
        while (at < end) {
            int colon = text.indexOf(':', at);
            int length = colon < 0 ? -1 : number(text, text.substring(at, colon));
            if (length < 0 || length > end - colon - 1) {
                throw notOne(text);
            }
            parts.add(parse(text.substring(colon + 1, colon + 1 + length), depth + 1));
            at = colon + 1 + length + 1;
        }
        return parts;
    }

    private static int number(String text, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw notOne(text);
        }
    }

    private static InvalidInputException notOne(String text) {
        String shown = text.replaceAll("[^\\x20-\\x7e]", "?");
        return new InvalidInputException("'" + (shown.length() > 80 ? shown.substring(0, 80) + "..." : shown)
                + "' is not a wait condition: running, address, port:N, http:PORT/path, ssh, console:REGEX, agent or"
                + " cloud-init");
    }
}
