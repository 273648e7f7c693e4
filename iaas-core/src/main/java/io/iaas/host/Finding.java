package io.iaas.host;

/**
 * One thing that {@code doctor} looked at.
 *
 * @param severity how bad it is
 * @param subject what was looked at, such as {@code "accelerator of host local"}
 * @param observation what was seen, in a sentence
 * @param cure what to do, in a sentence; empty when nothing is wrong
 */
public record Finding(Severity severity, String subject, String observation, String cure) {
    /** How bad a finding is. */
    public enum Severity {
        /** As it should be. */
        OK,
        /** Works, but slower or with less than it could. */
        WARNING,
        /** Something that users will ask for fails. */
        ERROR
    }

    /** Returns a finding with nothing wrong. */
    public static Finding ok(String subject, String observation) {
        return new Finding(Severity.OK, subject, observation, "");
    }

    /** Returns a finding that the user should know. */
    public static Finding warning(String subject, String observation, String cure) {
        return new Finding(Severity.WARNING, subject, observation, cure);
    }

    /** Returns a finding that stops work. */
    public static Finding error(String subject, String observation, String cure) {
        return new Finding(Severity.ERROR, subject, observation, cure);
    }
}
