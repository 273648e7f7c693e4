package io.iaas.internal.cascade;

import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.image.ImageDeletion;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.repository.RepositorySession;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Has all images of a project deleted, public ones included; imports under way are cancelled. */
final class DeleteImages extends DeleteAll {
    /** An operation on it that was blocked may be tried again. */
    private static final Set<Image.State> WAITING = EnumSet.of(Image.State.DELETING, Image.State.ERROR);

    DeleteImages() {
        super("delete-images");
    }

    @Override
    List<Item> items(RepositorySession session, ProjectId project) {
        return Contents.images(session, project).stream()
                .map(image ->
                        new Item(image.id().value(), "image '" + image.name() + "'", WAITING.contains(image.state())))
                .toList();
    }

    /** What is behind the last image, too: the project cannot go before its last operation has ended. */
    @Override
    boolean waits(RepositorySession session, ProjectId project) {
        return Contents.moves(session, project);
    }

    @Override
    void delete(StepContext context, ProjectId project, UUID id, SubmitOptions options) {
        ImageId image = new ImageId(id);
        if (cancelImport(context, project, image)) {
            return;
        }
        context.submit(operation -> ImageDeletion.submission(project, operation, image, options), session -> {
            session.images().unpublish(project, image);
            return ImageDeletion.request(session, project, image);
        });
    }

    /** An image that is being imported goes with its import, or is here to delete when that has ended. */
    private static boolean cancelImport(StepContext context, ProjectId project, ImageId id) {
        boolean importing = context.<Boolean>read(session -> session.images()
                .find(project, id)
                .filter(image -> image.state() == Image.State.IMPORTING)
                .isPresent());
        if (importing) {
            context.read(session -> Contents.newest(
                            session, project, OperationQuery.all().on(id.value())))
                    .ifPresent(operation -> context.cancel(project, operation.id()));
        }
        return importing;
    }
}
