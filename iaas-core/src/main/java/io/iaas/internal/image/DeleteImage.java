package io.iaas.internal.image;

import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import io.iaas.image.ImageId;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.engine.Step;
import io.iaas.operation.OperationKind;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;

/** Deletes an image's files and its record. From its first step on it only goes forward. */
final class DeleteImage implements OperationDefinition<ImageId> {
    /** The input that tells the image's state at the submission. */
    static final String STATE_BEFORE = "image.stateBefore";

    private static final List<Step> STEPS = List.of(
            new RemoveFile(ImageFile.Role.DISK),
            new RemoveFile(ImageFile.Role.KERNEL),
            new RemoveFile(ImageFile.Role.INITRD));

    @Override
    public OperationKind kind() {
        return OperationKind.IMAGE_DELETE;
    }

    @Override
    public List<Step> steps() {
        return STEPS;
    }

    @Override
    public ImageId result(RepositorySession session, StoredOperation operation) {
        return new ImageId(operation.target().id());
    }

    @Override
    public void succeeded(RepositorySession session, StoredOperation operation, List<StepRecord> journal) {
        session.images()
                .delete(operation.projectId(), new ImageId(operation.target().id()));
    }

    /** Cancelled before its first step: the image is as it was. */
    @Override
    public void rolledBack(RepositorySession session, StoredOperation operation) {
        Image.State before = Image.State.valueOf(operation.input().getOrDefault(STATE_BEFORE, "READY"));
        ImportImage.find(session, operation).ifPresent(image -> session.images().update(image.withState(before)));
    }

    @Override
    public void blocked(RepositorySession session, StoredOperation operation) {
        ImportImage.inError(session, operation);
    }
}
