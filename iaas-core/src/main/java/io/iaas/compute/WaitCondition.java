package io.iaas.compute;

import io.iaas.error.InvalidInputException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Something that a started machine does sooner or later. Conditions are compared by value and combined with
 * {@link #and} and {@link #or}; {@link Object#toString} gives a text that {@link #parse} reads back.
 */
public sealed interface WaitCondition {
    /** The longest console expression, in characters. */
    int MAX_EXPRESSION = 500;

    /** The longest path of an HTTP request, in characters. */
    int MAX_PATH = 500;

    /** The guest runs. */
    record Running() implements WaitCondition {
        @Override
        public String toString() {
            return "running";
        }
    }

    /** The guest has asked for an address and holds one. */
    record AddressKnown() implements WaitCondition {
        @Override
        public String toString() {
            return "address";
        }
    }

    /**
     * The guest accepts a TCP connection from this process.
     *
     * @param port 1 to 65,535
     */
    record TcpPort(int port) implements WaitCondition {
        /** Checks the port. */
        public TcpPort {
            if (port < 1 || port > 65_535) {
                throw new InvalidInputException("a TCP port is 1 to 65535, not " + port);
            }
        }

        @Override
        public String toString() {
            return "port:" + port;
        }
    }

    /**
     * The guest answers an HTTP request from this process. A redirect is an answer; it is not followed.
     *
     * @param port 1 to 65,535
     * @param path what is asked for, from its slash on, with its query; encoded, at most {@link #MAX_PATH} characters
     * @param status the status that the answer must have, 100 to 599; empty for any from 200 to 399
     */
    record HttpAnswer(int port, String path, OptionalInt status) implements WaitCondition {
        private static final Pattern PATH = Pattern.compile("/[!-~]{0," + (MAX_PATH - 1) + "}");

        /** Checks the parts. */
        public HttpAnswer {
            new TcpPort(port);
            if (!PATH.matcher(path).matches()) {
                throw new InvalidInputException(
                        "an HTTP path begins with '/' and has at most " + MAX_PATH + " visible ASCII characters");
            }
            if (status.isPresent() && (status.getAsInt() < 100 || status.getAsInt() > 599)) {
                throw new InvalidInputException("an HTTP status is 100 to 599, not " + status.getAsInt());
            }
        }

        /** Returns whether an answer of this status is the expected one. */
        public boolean accepts(int answered) {
            return status.isPresent() ? answered == status.getAsInt() : answered >= 200 && answered < 400;
        }

        @Override
        public String toString() {
            return "http:" + port + path + (status.isPresent() ? " " + status.getAsInt() : "");
        }
    }

    /** The guest's SSH server introduces itself to this process on port 22. Nobody logs in. */
    record SshBanner() implements WaitCondition {
        @Override
        public String toString() {
            return "ssh";
        }
    }

    /**
     * The serial console's recent output holds a match.
     *
     * @param expression a {@link Pattern} found anywhere in the output, in multi-line mode
     */
    record ConsoleMatches(String expression) implements WaitCondition {
        /** Checks that the expression compiles. */
        public ConsoleMatches {
            if (expression.isEmpty() || expression.length() > MAX_EXPRESSION) {
                throw new InvalidInputException("a console expression has 1 to " + MAX_EXPRESSION + " characters");
            }
            try {
                Pattern.compile(expression, Pattern.MULTILINE);
            } catch (PatternSyntaxException e) {
                throw new InvalidInputException("the console expression is no regular expression: " + e.getDescription()
                        + " at " + e.getIndex());
            }
        }

        @Override
        public String toString() {
            return "console:" + expression;
        }
    }

    /** The agent in the guest (qemu-guest-agent) answers; needs a host that speaks with agents. */
    record AgentAnswers() implements WaitCondition {
        @Override
        public String toString() {
            return "agent";
        }
    }

    /**
     * cloud-init has finished this boot, with or without errors. It is seen by the agent in the guest, which looks for the
     * file {@code /run/cloud-init/result.json}, or by cloud-init's own last line on the serial console; so the guest needs
     * cloud-init, and either an agent that may run commands or cloud-init's output on that console, as the images of most
     * distributions have it. The host must speak with agents or keep console logs.
     */
    record CloudInitFinished() implements WaitCondition {
        @Override
        public String toString() {
            return "cloud-init";
        }
    }

    /**
     * All of several conditions have come true, in any order.
     *
     * @param conditions two or more
     */
    record All(List<WaitCondition> conditions) implements WaitCondition {
        /** Copies the conditions. */
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public String toString() {
            return WaitConditionText.combined("all", conditions);
        }
    }

    /**
     * One of several conditions has come true.
     *
     * @param conditions two or more
     */
    record Any(List<WaitCondition> conditions) implements WaitCondition {
        /** Copies the conditions. */
        public Any {
            conditions = List.copyOf(conditions);
        }

        @Override
        public String toString() {
            return WaitConditionText.combined("any", conditions);
        }
    }

    /** Returns the condition that the guest runs. */
    static WaitCondition running() {
        return new Running();
    }

    /** Returns the condition that the guest holds an address. */
    static WaitCondition address() {
        return new AddressKnown();
    }

    /** Returns the condition that the guest accepts a TCP connection. */
    static WaitCondition port(int port) {
        return new TcpPort(port);
    }

    /** Returns the condition that the guest answers a request for a path with a status from 200 to 399. */
    static WaitCondition http(int port, String path) {
        return new HttpAnswer(port, path, OptionalInt.empty());
    }

    /** Returns the condition that the guest answers a request for a path with this status. */
    static WaitCondition http(int port, String path, int status) {
        return new HttpAnswer(port, path, OptionalInt.of(status));
    }

    /** Returns the condition that the guest's SSH server introduces itself. */
    static WaitCondition ssh() {
        return new SshBanner();
    }

    /** Returns the condition that the serial console shows a match of the regular expression. */
    static WaitCondition console(String expression) {
        return new ConsoleMatches(expression);
    }

    /** Returns the condition that the agent in the guest answers. */
    static WaitCondition agent() {
        return new AgentAnswers();
    }

    /** Returns the condition that cloud-init has finished; see {@link CloudInitFinished} for what it needs. */
    static WaitCondition cloudInit() {
        return new CloudInitFinished();
    }

    /** Returns the condition that both come true. */
    default WaitCondition and(WaitCondition other) {
        return new All(List.of(this, other));
    }

    /** Returns the condition that either comes true. */
    default WaitCondition or(WaitCondition other) {
        return new Any(List.of(this, other));
    }

    /**
     * Reads {@code running}, {@code address}, {@code port:N}, {@code http:PORT/path}, the same with a space and the
     * status behind it, {@code ssh}, {@code console:REGEX}, {@code agent}, {@code cloud-init}, or a combination as
     * {@link Object#toString} writes it.
     *
     * @throws InvalidInputException when the text is none of these
     */
    static WaitCondition parse(String text) {
        return WaitConditionText.parse(text);
    }
}
