package io.iaas.internal.image;

import io.iaas.image.ImageFile;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.StepRecord;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Deletes one file of an image, if the ledger says that we made it. */
final class RemoveFile extends ImageStep {
    private final ImageFile.Role role;

    RemoveFile(ImageFile.Role role) {
        super("delete-" + role.name().toLowerCase(Locale.ROOT));
        this.role = role;
    }

    @Override
    public boolean pivot() {
        return true;
    }

    @Override
    public boolean plannedAhead(StepContext context) {
        return true;
    }

    @Override
    public StepPlan plan(StepContext context) {
        ResourceKey resource = new ResourceKey(
                ResourceKey.Kind.IMAGE_FILE,
                context.hypervisor().hostId(),
                context.names().imageFile(id(context), role).value());
        Optional<LedgerEntry> line = context.read(session -> session.ledger().find(resource));
        return line.filter(entry -> entry.state() != LedgerEntry.State.ABSENT)
                .map(entry -> StepPlan.removes(resource, entry.ownerId()))
                .orElseGet(StepPlan::noResource);
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        intent.resource().ifPresent(resource -> remove(context, new VolumeName(resource.key())));
        return Map.of();
    }

    static void remove(StepContext context, VolumeName volume) {
        context.hypervisor().volumes().delete(volume);
        StepContext.requireGone(
                "volume " + volume, context.hypervisor().volumes().find(volume).isPresent());
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        throw new IllegalStateException("the delete of an image never turns back once it has begun");
    }
}
