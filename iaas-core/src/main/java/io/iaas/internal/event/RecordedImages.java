package io.iaas.internal.event;

import io.iaas.event.Change;
import io.iaas.event.EventKind;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.operation.OperationTarget;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.ImageRepository;
import io.iaas.spi.repository.RepositorySession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The images, whose changes are noted. See {@link RecordedVms}. */
final class RecordedImages implements ImageRepository {
    private final RepositorySession session;
    private final Recording recording;
    private final Map<ImageId, Image> known = new HashMap<>();

    RecordedImages(RepositorySession session, Recording recording) {
        this.session = session;
        this.recording = recording;
    }

    @Override
    public void insert(Image image) {
        images().insert(image);
        known.put(image.id(), image);
        noteAvailable(Optional.empty(), image);
    }

    @Override
    public boolean update(Image image) {
        Optional<Image> before = before(image.projectId(), image.id());
        boolean updated = images().update(image);
        if (updated) {
            known.put(image.id(), image);
            noteAvailable(before, image);
        }
        return updated;
    }

    @Override
    public boolean delete(ProjectId project, ImageId id) {
        Optional<Image> before = before(project, id);
        boolean deleted = images().delete(project, id);
        known.remove(id);
        before.filter(image -> deleted)
                .ifPresent(image -> note(
                        image,
                        EventKind.IMAGE_DELETED,
                        Optional.of(image.state().name()),
                        Optional.empty()));
        return deleted;
    }

    private Optional<Image> before(ProjectId project, ImageId id) {
        return Optional.ofNullable(known.get(id))
                .filter(image -> image.projectId().equals(project))
                .or(() -> images().find(project, id));
    }

    private void noteAvailable(Optional<Image> before, Image after) {
        Optional<Image.State> state = before.map(Image::state);
        if (after.state() == Image.State.READY && !state.equals(Optional.of(Image.State.READY))) {
            note(
                    after,
                    EventKind.IMAGE_AVAILABLE,
                    state.map(Image.State::name),
                    Optional.of(after.state().name()));
        }
    }

    private void note(Image image, EventKind kind, Optional<String> before, Optional<String> after) {
        OperationTarget target =
                new OperationTarget(OperationTarget.IMAGE, image.id().value(), image.name());
        recording.changed(image.projectId(), kind, target, new Change(before, after, Optional.empty()));
    }

    @Override
    public Optional<Image> find(ProjectId project, ImageId id) {
        return seen(images().find(project, id));
    }

    @Override
    public Optional<Image> findByName(ProjectId project, String name) {
        return seen(images().findByName(project, name));
    }

    private Optional<Image> seen(Optional<Image> found) {
        found.ifPresent(image -> known.put(image.id(), image));
        return found;
    }

    @Override
    public Page<Image> list(ProjectId project, PageRequest page) {
        return images().list(project, page);
    }

    private ImageRepository images() {
        return session.images();
    }

    @Override
    public Optional<Image> find(ImageId id) {
        return images().find(id);
    }

    @Override
    public boolean publish(ProjectId project, ImageId id) {
        return images().publish(project, id);
    }

    @Override
    public boolean unpublish(ProjectId project, ImageId id) {
        return images().unpublish(project, id);
    }

    @Override
    public Optional<Image> findPublic(String name) {
        return images().findPublic(name);
    }

    @Override
    public Page<Image> listPublic(PageRequest page) {
        return images().listPublic(page);
    }
}
