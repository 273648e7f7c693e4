package io.iaas.compute;

/**
 * What a command in a guest came to.
 *
 * @param exitCode its exit status; 0 is success by custom. One that a signal ended has 128 and the signal's number
 * @param output what it wrote to its standard output, decoded as UTF-8
 * @param errors what it wrote to its standard error, decoded as UTF-8
 */
public record CommandResult(int exitCode, String output, String errors) {
    /** Returns whether the exit status is 0. */
    public boolean succeeded() {
        return exitCode == 0;
    }
}
