package io.iaas.libvirt;

import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.StateReason;

/**
 * What libvirt says that a domain does.
 *
 * @param state the state
 * @param reason why
 */
record SeenState(DomainState state, StateReason reason) {}
