package io.iaas.internal.image;

import io.iaas.error.NotFoundException;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.image.ImageService;
import io.iaas.image.ImageSource;
import io.iaas.image.ImageSpec;
import io.iaas.internal.engine.Environment;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.Submission;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.UnsupportedCapabilityException;
import io.iaas.spi.repository.RepositorySession;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of one project. */
public final class ProjectImageService implements ImageService {
    private final ProjectId project;
    private final Environment environment;
    private final OperationEngine engine;
    private final TimeOrderedIds ids;
    private final SubmitOptions options;

    /** Scopes the service to a project. */
    public ProjectImageService(ProjectId project, Environment environment, OperationEngine engine, TimeOrderedIds ids) {
        this(project, environment, engine, ids, SubmitOptions.none());
    }

    private ProjectImageService(
            ProjectId project,
            Environment environment,
            OperationEngine engine,
            TimeOrderedIds ids,
            SubmitOptions options) {
        this.project = project;
        this.environment = environment;
        this.engine = engine;
        this.ids = ids;
        this.options = options;
    }

    @Override
    public ImageService with(SubmitOptions chosen) {
        return new ProjectImageService(project, environment, engine, ids, chosen);
    }

    @Override
    public Operation<Image> importImage(ImageSpec spec) {
        requireContent(environment.hypervisor());
        Map<String, String> input = ImportInput.of(spec);
        Submission submission = asking(OperationKind.IMAGE_IMPORT, ImportInput.asked(spec, input));
        Optional<InputStream> stream = streamOf(spec);
        stream.ifPresent(given -> environment.attachments().put(submission.id(), given));
        boolean submitted = false;
        try {
            Operation<Image> operation = engine.submit(submission, session -> {
                Image image = image(session, spec);
                session.images().insert(image);
                return ImageDeletion.request(image, input);
            });
            submitted = operation.id().equals(submission.id());
            if (submitted && stream.isPresent()) {
                engine.closeStreamAtEnd(project, operation.id());
            }
            return operation;
        } finally {
            if (!submitted) {
                environment.attachments().drop(submission.id());
            }
        }
    }

    private static Optional<InputStream> streamOf(ImageSpec spec) {
        return spec.content() instanceof ImageSpec.Disk disk && disk.source() instanceof ImageSource.OfStream given
                ? Optional.of(given.stream())
                : Optional.empty();
    }

    @Override
    public Optional<Image> find(String name) {
        return environment
                .repositories()
                .read(session -> session.images()
                        .findByName(project, name)
                        .or(() -> session.images().findPublic(name)));
    }

    @Override
    public Image get(String name) {
        return find(name).orElseThrow(() -> new NotFoundException("image", name));
    }

    @Override
    public Image get(ImageId id) {
        return environment
                .repositories()
                .read(session -> session.images()
                        .find(id)
                        .filter(image -> image.projectId().equals(project) || ImageDeletion.isPublic(session, image))
                        .orElseThrow(() -> new NotFoundException("image", id)));
    }

    @Override
    public Page<Image> list(PageRequest page) {
        return environment.repositories().read(session -> session.images().list(project, page));
    }

    @Override
    public Page<Image> listPublic(PageRequest page) {
        return environment.repositories().read(session -> session.images().listPublic(page));
    }

    @Override
    public Image publish(ImageId id) {
        return environment.repositories().write(session -> {
            Image image = ImageDeletion.recorded(session, project, id);
            if (image.state() != Image.State.READY) {
                throw ImageDeletion.wrongState(image, "is " + image.state() + ", not READY");
            }
            session.images().publish(project, id);
            return image;
        });
    }

    @Override
    public Image unpublish(ImageId id) {
        return environment.repositories().write(session -> {
            Image image = ImageDeletion.recorded(session, project, id);
            if (!session.images().unpublish(project, id)) {
                throw new NotFoundException("public image", image.name());
            }
            return image;
        });
    }

    @Override
    public Operation<ImageId> delete(ImageId id) {
        return engine.submit(
                ImageDeletion.submission(project, engine.newId(), id, options),
                session -> ImageDeletion.request(session, project, id));
    }

    private Image image(RepositorySession session, ImageSpec spec) {
        return new Image(
                new ImageId(ids.next()),
                project,
                spec.name(),
                Image.State.IMPORTING,
                spec.firmware(),
                spec.content() instanceof ImageSpec.DirectBoot boot
                        ? Optional.of(boot.commandLine())
                        : Optional.empty(),
                List.of(),
                session.now());
    }

    private static void requireContent(Hypervisor hypervisor) {
        if (!hypervisor.capabilities().contains(Capability.VOLUME_CONTENT)) {
            throw new UnsupportedCapabilityException(hypervisor.hostId(), Capability.VOLUME_CONTENT);
        }
    }

    private Submission asking(OperationKind kind, Map<String, String> asked) {
        return new Submission(project, engine.newId(), kind, asked, options);
    }
}
