package io.iaas.spi.repository;

import java.time.Instant;

/**
 * How often log-ins under a name failed in a row.
 *
 * @param key the SHA-256 of the name that was tried, in hexadecimal digits: what people type as their name by mistake is
 *     not kept
 * @param count how often, at least once
 * @param lastAt when it was tried last
 */
public record LoginFailures(String key, int count, Instant lastAt) {}
