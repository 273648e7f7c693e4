package io.iaas.memory;

import io.iaas.compute.CommandResult;
import io.iaas.compute.GuestCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The agent of a simulated guest.
 *
 * @param after how long after the guest's start it answers
 * @param programs what commands come to; empty for a program that the guest does not have
 */
public record SimulatedAgent(Duration after, Function<GuestCommand, Optional<Outcome>> programs) {
    /**
     * What a command comes to.
     *
     * @param takes how long it runs
     * @param result its result
     */
    public record Outcome(Duration takes, CommandResult result) {
        /** Returns the outcome of a program that succeeds at once, and writes this to its standard output. */
        public static Outcome of(String output) {
            return new Outcome(Duration.ZERO, new CommandResult(0, output, ""));
        }
    }

    /** Returns an agent whose guest has the programs {@code echo}, {@code cat}, {@code false}, {@code seq} and {@code sleep}. */
    public static SimulatedAgent after(Duration time) {
        return new SimulatedAgent(time, SimulatedAgent::plainProgram);
    }

    private static Optional<Outcome> plainProgram(GuestCommand command) {
        return switch (command.program()) {
            case "echo" -> Optional.of(Outcome.of(String.join(" ", command.arguments()) + "\n"));
            case "cat" ->
                Optional.of(
                        command.arguments().isEmpty()
                                ? Outcome.of(command.input())
                                : failed("cat: " + command.arguments().get(0) + ": No such file or directory\n"));
            case "false" -> Optional.of(failed(""));
            case "seq" ->
                Optional.of(Outcome.of(LongStream.rangeClosed(number(command, 0), number(command, 1))
                        .mapToObj(number -> number + "\n")
                        .collect(Collectors.joining())));
            case "sleep" ->
                Optional.of(new Outcome(Duration.ofSeconds(number(command, 0)), new CommandResult(0, "", "")));
            default -> Optional.empty();
        };
    }

    private static long number(GuestCommand command, int argument) {
        return Long.parseLong(command.arguments().get(argument));
    }

    private static Outcome failed(String errors) {
        return new Outcome(Duration.ZERO, new CommandResult(1, "", errors));
    }
}
