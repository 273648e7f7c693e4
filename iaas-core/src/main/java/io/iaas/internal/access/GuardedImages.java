package io.iaas.internal.access;

import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.image.ImageService;
import io.iaas.image.ImageSpec;
import io.iaas.operation.Operation;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.Optional;

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
        guard.require(Permission.CHANGE);
        return new GuardedOperation<>(images.importImage(spec), guard);
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
        guard.require(Permission.CHANGE);
        return new GuardedOperation<>(images.delete(id), guard);
    }

    @Override
    public Page<Image> listPublic(PageRequest page) {
        guard.require(Permission.READ);
        return images.listPublic(page);
    }

    @Override
    public Image publish(ImageId id) {
        guard.require(Permission.ADMINISTER);
        return images.publish(id);
    }

    @Override
    public Image unpublish(ImageId id) {
        guard.require(Permission.ADMINISTER);
        return images.unpublish(id);
    }
}
