package io.iaas.spi.hypervisor;

import java.util.Optional;
import java.util.UUID;

/**
 * A domain as the host has it, ours or not.
 *
 * @param uuid its UUID
 * @param name its name
 * @param state what it does
 * @param reason why it does that
 * @param owner the metadata that marks it; empty when it carries none of ours that can be read
 */
public record ObservedDomain(UUID uuid, String name, DomainState state, StateReason reason, Optional<OwnerTag> owner) {
    /** Returns whether this is the domain that is meant, and belongs to its installation. */
    public boolean is(DomainRef ref) {
        return uuid.equals(ref.vmId().value())
                && name.equals(ref.name())
                && owner.filter(tag -> tag.installation().equals(ref.installation())
                                && tag.vmId().equals(uuid))
                        .isPresent();
    }
}
