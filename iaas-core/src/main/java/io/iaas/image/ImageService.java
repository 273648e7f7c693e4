package io.iaas.image;

import io.iaas.operation.Operation;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The images of a project, and the public ones of all projects, which it may use as if they were its own. A name means the
 * project's own image where it has one, or else the public one. Safe for use by many threads.
 */
public interface ImageService {
    /**
     * Returns the same service, whose operations are submitted with these options: one call, one idempotency key. An
     * import counts as the same by its name, paths and declarations, not by the bytes; the stream of a repeated import
     * stays the caller's.
     */
    ImageService with(SubmitOptions options);

    /**
     * Imports an image: proves its format by its content, computes its SHA-256, and brings its bytes to the host. A
     * failed or cancelled import leaves neither record nor bytes. Its progress tells the share of bytes that is there.
     *
     * <p>The operation fails with {@code IMAGE_REJECTED} (a backing or data file, truncated, too large, unknown
     * format), {@code CHECKSUM_MISMATCH}, {@code DOWNLOAD_FAILED}, {@code INVALID_INPUT} (a URL that leads where nothing
     * may be downloaded from), {@code STORAGE_FULL} or the hypervisor's codes.
     *
     * @throws io.iaas.error.InvalidInputException when the name is not a name, or a file cannot be read
     * @throws io.iaas.error.ConflictException {@code NAME_TAKEN}
     * @throws io.iaas.quota.QuotaExceededException when the project's quota leaves no room for an image
     */
    Operation<Image> importImage(ImageSpec spec);

    /** Imports a disk image from a file: {@link #importImage} of {@link ImageSpec#disk(String, Path)}. */
    default Operation<Image> importFile(String name, Path file) {
        return importImage(ImageSpec.disk(name, file));
    }

    /**
     * Imports a disk image from a URL: {@link #importImage} of {@link ImageSpec#disk(String, URI)}. The operation goes on
     * in another process when this one dies.
     */
    default Operation<Image> importUrl(String name, URI url) {
        return importImage(ImageSpec.disk(name, url));
    }

    /** Returns the image of this name, or empty. */
    Optional<Image> find(String name);

    /**
     * Returns the image of this name.
     *
     * @throws io.iaas.error.NotFoundException when the project has none
     */
    Image get(String name);

    /**
     * Returns the image of this id.
     *
     * @throws io.iaas.error.NotFoundException when the project has none
     */
    Image get(ImageId id);

    /** Lists the project's own images in the order of creation. */
    Page<Image> list(PageRequest page);

    /** Lists the public images, whosever they are, in the order of their names. */
    Page<Image> listPublic(PageRequest page);

    /**
     * Makes an image of the project public: all projects see it and its owner's id, and may make machines of it. It counts
     * for the quota of its owner.
     *
     * @throws io.iaas.error.NotFoundException when the project has none of its own of this id
     * @throws io.iaas.error.ConflictException {@code WRONG_STATE} unless it is ready; {@code NAME_TAKEN} by the public
     *     image of another project
     */
    Image publish(ImageId id);

    /**
     * Makes a public image the project's own again. Machines of other projects keep it, and keep it from being deleted.
     *
     * @throws io.iaas.error.NotFoundException when the project has no public one of its own of this id
     */
    Image unpublish(ImageId id);

    /**
     * Deletes an image of the project from the host and the records.
     *
     * @throws io.iaas.error.NotFoundException when the project has none of this id
     * @throws io.iaas.error.ConflictException {@code IN_USE} while virtual machines use it, naming those of the
     *     project and counting those of others; {@code WRONG_STATE} while it is public
     */
    Operation<ImageId> delete(ImageId id);
}
