package io.iaas.internal.image;

import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.Submission;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationTarget;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.repository.RepositorySession;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the delete of an image is submitted, whoever wants it. */
public final class ImageDeletion {
    private static final int USERS_NAMED = 5;

    private ImageDeletion() {}

    /** Returns who asks for what. */
    public static Submission submission(ProjectId project, OperationId operation, ImageId id, SubmitOptions options) {
        return new Submission(project, operation, OperationKind.IMAGE_DELETE, Map.of("image", id.toString()), options);
    }

    /**
     * Marks an image as going away, in the unit of work that submits its delete.
     *
     * @throws NotFoundException when there is none of this id
     * @throws ConflictException IN_USE while machines use it; WRONG_STATE when it is public, or neither READY nor given up
     */
    public static OperationEngine.Request request(RepositorySession session, ProjectId project, ImageId id) {
        Image image = recorded(session, project, id);
        refuseInUse(session, image);
        refuseUnlessDeletable(session, image);
        session.images().update(image.withState(Image.State.DELETING));
        return request(image, Map.of(DeleteImage.STATE_BEFORE, image.state().name()));
    }

    static OperationEngine.Request request(Image image, Map<String, String> input) {
        return new OperationEngine.Request(
                new OperationTarget(OperationTarget.IMAGE, image.id().value(), image.name()), input);
    }

    static Image recorded(RepositorySession session, ProjectId project, ImageId id) {
        return session.images().find(project, id).orElseThrow(() -> new NotFoundException("image", id));
    }

    static boolean isPublic(RepositorySession session, Image image) {
        return session.images()
                .findPublic(image.name())
                .filter(found -> found.id().equals(image.id()))
                .isPresent();
    }

    private static void refuseUnlessDeletable(RepositorySession session, Image image) {
        boolean givenUp = image.state() == Image.State.ERROR
                && !session.operations().targetBusy(image.id().value());
        if (image.state() != Image.State.READY && !givenUp) {
            String why = image.state() == Image.State.ERROR
                    ? ": an operation on it is blocked; retry or abandon it"
                    : ", not READY";
            throw wrongState(image, "is " + image.state() + why);
        }
        if (isPublic(session, image)) {
            throw wrongState(image, "is public; unpublish it first");
        }
    }

    static ConflictException wrongState(Image image, String why) {
        return new ConflictException(ErrorCode.WRONG_STATE, "image '" + image.name() + "' " + why);
    }

    /** The machines of other projects are counted, and not named. */
    private static void refuseInUse(RepositorySession session, Image image) {
        List<String> users = session.vms().namesUsing(image.projectId(), image.id(), USERS_NAMED + 1);
        String own = String.join(", ", users.subList(0, Math.min(users.size(), USERS_NAMED)))
                + (users.size() > USERS_NAMED ? " and more" : "");
        long others = session.vms().countOthersUsing(image.projectId(), image.id());
        String words = Stream.of(
                        own.isEmpty() ? "" : "VMs: " + own, others == 0 ? "" : "VMs of other projects (" + others + ")")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        if (!words.isEmpty()) {
            throw new ConflictException(ErrorCode.IN_USE, "image '" + image.name() + "' is used by " + words);
        }
    }
}
