package io.iaas.spi.repository;

/**
 * An operation that was just claimed.
 *
 * @param operation the operation, its attempt counted
 * @param claim the right to it
 */
public record ClaimedOperation(StoredOperation operation, Claim claim) {}
