package io.iaas.spi.repository;

import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.Optional;

/** The images of projects; some are public, under a name that no other public one has. */
public interface ImageRepository {
    /**
     * Adds an image, and counts it for its project's quota.
     *
     * @throws io.iaas.error.ConflictException NAME_TAKEN
     * @throws io.iaas.quota.QuotaExceededException when the quota leaves no room; nothing is added and counted then
     */
    void insert(Image image);

    /** Replaces an image's state, command line and files; false when there is none of this id. */
    boolean update(Image image);

    /** Returns the image of this id, or empty. */
    Optional<Image> find(ProjectId project, ImageId id);

    /** Returns the image of this name, or empty. */
    Optional<Image> findByName(ProjectId project, String name);

    /** Returns a page of the project's images in the order of their ids. */
    Page<Image> list(ProjectId project, PageRequest page);

    /**
     * Deletes an image with its files' records, and takes it off the count of its quota; false when there is none of this
     * id, and nothing is taken off then.
     */
    boolean delete(ProjectId project, ImageId id);

    /** Returns the image of this id, whosever it is, or empty: what a machine was made from may be another project's. */
    Optional<Image> find(ImageId id);

    /**
     * Makes an image public; nothing when it is.
     *
     * @return false when the project has none of this id
     * @throws io.iaas.error.ConflictException NAME_TAKEN by the public image of another project
     */
    boolean publish(ProjectId project, ImageId id);

    /** Makes a public image the project's own again; false when the project has no public one of this id. */
    boolean unpublish(ProjectId project, ImageId id);

    /** Returns the public image of this name, whosever it is, or empty. */
    Optional<Image> findPublic(String name);

    /** Returns a page of the public images of all projects in the order of their names. */
    Page<Image> listPublic(PageRequest page);
}
