package io.iaas.spi.hypervisor;

import java.util.UUID;

/**
 * A domain changed its state.
 *
 * @param domain its UUID; it may be anybody's
 * @param state what it did when the host told of it; by the time that a listener hears it, it may do something else
 * @param reason why
 */
public record DomainEvent(UUID domain, DomainState state, StateReason reason) {}
