package io.iaas.internal.image;

import io.iaas.error.NotFoundException;
import io.iaas.image.DiskFormat;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Proves an image and brings its bytes to the host. */
final class ImportImage implements OperationDefinition<Image> {
    private final List<Step> steps;

    ImportImage(Fetch fetch) {
        Sources sources = new Sources(fetch);
        this.steps = List.of(
                new ReceiveStream(fetch),
                new ProveImage(sources),
                new UploadFile(ImageFile.Role.DISK, sources),
                new UploadFile(ImageFile.Role.KERNEL, sources),
                new UploadFile(ImageFile.Role.INITRD, sources),
                new DiscardStream());
    }

    @Override
    public OperationKind kind() {
        return OperationKind.IMAGE_IMPORT;
    }

    @Override
    public List<Step> steps() {
        return steps;
    }

    @Override
    public Image result(RepositorySession session, StoredOperation operation) {
        return find(session, operation)
                .orElseThrow(
                        () -> new NotFoundException("image", operation.target().name()));
    }

    @Override
    public void succeeded(RepositorySession session, StoredOperation operation, List<StepRecord> journal) {
        List<ImageFile> files = Stream.of(ImageFile.Role.values())
                .flatMap(role -> file(role, journal).stream())
                .toList();
        forgetUrl(session, operation);
        find(session, operation)
                .ifPresent(
                        image -> session.images().update(image.withFiles(files).withState(Image.State.READY)));
    }

    @Override
    public void rolledBack(RepositorySession session, StoredOperation operation) {
        forgetUrl(session, operation);
        session.images()
                .delete(operation.projectId(), new ImageId(operation.target().id()));
    }

    /** What is on the host goes with the image when that is deleted; the stream that was received here goes now. */
    @Override
    public void abandoned(RepositorySession session, StoredOperation operation) {
        forgetUrl(session, operation);
        Spool.of(operation.id()).discard();
    }

    @Override
    public void blocked(RepositorySession session, StoredOperation operation) {
        inError(session, operation);
    }

    /** Its query may be a signature, which nobody needs any more. */
    private static void forgetUrl(RepositorySession session, StoredOperation operation) {
        session.operations().forgetInput(operation.id(), ImportInput.URL);
    }

    static void inError(RepositorySession session, StoredOperation operation) {
        find(session, operation).ifPresent(image -> session.images().update(image.withState(Image.State.ERROR)));
    }

    static Optional<Image> find(RepositorySession session, StoredOperation operation) {
        return session.images()
                .find(operation.projectId(), new ImageId(operation.target().id()));
    }

    private static Optional<ImageFile> file(ImageFile.Role role, List<StepRecord> journal) {
        return journal.stream()
                .filter(step -> step.name().equals(UploadFile.name(role))
                        && step.resource().isPresent())
                .findFirst()
                .map(step -> file(role, step.result()));
    }

    private static ImageFile file(ImageFile.Role role, Map<String, String> result) {
        return new ImageFile(
                role,
                DiskFormat.valueOf(result.getOrDefault(UploadFile.FORMAT, DiskFormat.RAW.name())),
                Long.parseLong(result.getOrDefault(UploadFile.SIZE, "0")),
                Long.parseLong(result.getOrDefault(UploadFile.VIRTUAL_SIZE, "0")),
                result.getOrDefault(UploadFile.SHA256, ""));
    }
}
