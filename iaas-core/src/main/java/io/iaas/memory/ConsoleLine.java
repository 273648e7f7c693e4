package io.iaas.memory;

import java.time.Duration;

/**
 * A line that a simulated guest writes to its serial console.
 *
 * @param after when, counted from its start
 * @param text the line, without its end
 */
public record ConsoleLine(Duration after, String text) {}
