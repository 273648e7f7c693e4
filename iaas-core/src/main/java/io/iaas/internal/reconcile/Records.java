package io.iaas.internal.reconcile;

import io.iaas.compute.Vm;
import io.iaas.image.Image;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.ResourceKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the records say about a host, or a part of it, in one consistent state.
 *
 * @param now when that was, by the database's clock
 * @param vms the machines by id
 * @param images the images by id
 * @param imagesInUse the images that machines lie on, recorded or not
 * @param busy the machines and images on which an operation was at work since the look at the host began, or is
 * @param lines the lines of the ledger that concern what is recorded or was seen, those of absent resources included
 * @param late the machines whose domain was defined under another claim than the journal says
 */
record Records(
        Instant now,
        Map<UUID, Vm> vms,
        Map<UUID, Image> images,
        Set<UUID> imagesInUse,
        Set<UUID> busy,
        Map<ResourceKey, LedgerEntry> lines,
        Set<UUID> late) {
    Optional<Vm> vm(UUID id) {
        return Optional.ofNullable(vms.get(id));
    }

    Optional<LedgerEntry> line(ResourceKey resource) {
        return Optional.ofNullable(lines.get(resource));
    }

    /** Returns whether somebody may want what belongs to a machine or image: its record, or a machine on the image. */
    boolean wanted(ResourceKey.Kind kind, UUID owner) {
        return kind == ResourceKey.Kind.IMAGE_FILE
                ? images.containsKey(owner) || imagesInUse.contains(owner)
                : vms.containsKey(owner);
    }

    /** Returns whether an owner must have what the ledger says that was made for it. */
    boolean needs(ResourceKey.Kind kind, UUID owner) {
        return kind == ResourceKey.Kind.IMAGE_FILE
                ? Optional.ofNullable(images.get(owner))
                        .filter(image -> image.state() == Image.State.READY)
                        .isPresent()
                : vm(owner).filter(vm -> vm.state().observable()).isPresent();
    }
}
