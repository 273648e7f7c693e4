package io.iaas.internal.access;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditResource;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.image.ImageService;
import io.iaas.image.ImageSpec;
import io.iaas.internal.audit.Deed;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationTarget;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.Optional;
import java.util.function.Supplier;

/** The images of a view. */
final class GuardedImages implements ImageService {
    private final ImageService images;
    private final Guard guard;

    GuardedImages(ImageService images, Guard guard) {
        this.images = images;
        this.guard = guard;
    }

    @Override
    public ImageService with(SubmitOptions options) {
        guard.require(Permission.READ);
        return new GuardedImages(images.with(options), guard);
    }

    @Override
    public Operation<Image> importImage(ImageSpec spec) {
        AuditResource image = AuditResource.named(OperationTarget.IMAGE, spec.name());
        return submitted(OperationKind.IMAGE_IMPORT, image, () -> images.importImage(spec));
    }

    @Override
    public Optional<Image> find(String name) {
        guard.require(Permission.READ);
        return images.find(name);
    }

    @Override
    public Image get(String name) {
        guard.require(Permission.READ);
        return images.get(name);
    }

    @Override
    public Image get(ImageId id) {
        guard.require(Permission.READ);
        return images.get(id);
    }

    @Override
    public Page<Image> list(PageRequest page) {
        guard.require(Permission.READ);
        return images.list(page);
    }

    @Override
    public Operation<ImageId> delete(ImageId id) {
        AuditResource image = AuditResource.withId(OperationTarget.IMAGE, id);
        return submitted(OperationKind.IMAGE_DELETE, image, () -> images.delete(id));
    }

    private <T> Operation<T> submitted(OperationKind kind, AuditResource image, Supplier<Operation<T>> submission) {
        return new GuardedOperation<>(guard.act(Permission.CHANGE, Deed.submission(kind, image), submission), guard);
    }

    @Override
    public Page<Image> listPublic(PageRequest page) {
        guard.require(Permission.READ);
        return images.listPublic(page);
    }

    @Override
    public Image publish(ImageId id) {
        return guard.act(
                Permission.ADMINISTER,
                Deed.change(AuditAction.IMAGE_PUBLISH, AuditResource.withId(OperationTarget.IMAGE, id)),
                () -> images.publish(id));
    }

    @Override
    public Image unpublish(ImageId id) {
        return guard.act(
                Permission.ADMINISTER,
                Deed.change(AuditAction.IMAGE_UNPUBLISH, AuditResource.withId(OperationTarget.IMAGE, id)),
                () -> images.unpublish(id));
    }
}
