package io.iaas.memory;

import io.iaas.error.ConflictException;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.ImageRepository;
import io.iaas.spi.repository.QuotaRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class MemoryImages implements ImageRepository {
    private final MemorySession session;

    MemoryImages(MemorySession session) {
        this.session = session;
    }

    @Override
    public void insert(Image image) {
        Tables tables = session.changing();
        tables.requireProject(image.projectId());
        if (tables.imageNames.contains(Tables.key(image.projectId(), image.name()))) {
            throw ConflictException.nameTaken("image", image.name());
        }
        MemoryQuotas.take(tables, image.projectId(), QuotaRepository.IMAGE);
        put(tables, image);
    }

    @Override
    public boolean update(Image image) {
        Tables tables = session.changing();
        Optional<Image> stored = find(image.projectId(), image.id());
        stored.ifPresent(old -> put(
                tables,
                new Image(
                        old.id(),
                        old.projectId(),
                        old.name(),
                        image.state(),
                        old.firmware(),
                        image.commandLine(),
                        image.files(),
                        old.createdAt())));
        return stored.isPresent();
    }

    @Override
    public Optional<Image> find(ProjectId project, ImageId id) {
        return session.tables().images.get(Tables.key(project, id));
    }

    @Override
    public Optional<Image> findByName(ProjectId project, String name) {
        return session.tables().imageNames.get(Tables.key(project, name));
    }

    @Override
    public Page<Image> list(ProjectId project, PageRequest page) {
        return Page.of(
                Pages.rows(session.tables().images, Tables.scope(project), page, image -> true),
                page.limit(),
                image -> image.id().toString());
    }

    @Override
    public boolean delete(ProjectId project, ImageId id) {
        Tables tables = session.changing();
        Optional<Image> stored = find(project, id);
        unpublish(project, id);
        tables.images = tables.images.remove(Tables.key(project, id));
        stored.ifPresent(image -> {
            tables.imageNames = tables.imageNames.remove(Tables.key(project, image.name()));
            MemoryQuotas.giveBack(tables, project, QuotaRepository.IMAGE);
        });
        return stored.isPresent();
    }

    private static void put(Tables tables, Image image) {
        tables.images = tables.images.put(Tables.key(image.projectId(), image.id()), image);
        tables.imageNames = tables.imageNames.put(Tables.key(image.projectId(), image.name()), image);
    }

    @Override
    public Optional<Image> find(ImageId id) {
        return session.projects().list().stream()
                .flatMap(project -> find(project.id(), id).stream())
                .findFirst();
    }

    @Override
    public boolean publish(ProjectId project, ImageId id) {
        Tables tables = session.changing();
        Optional<Image> stored = find(project, id);
        stored.ifPresent(image -> {
            String key = Tables.key(project, id);
            if (!tables.publicImages.get(image.name()).map(key::equals).orElse(true)) {
                throw ConflictException.nameTaken("public image", image.name());
            }
            tables.publicImages = tables.publicImages.put(image.name(), key);
        });
        return stored.isPresent();
    }

    @Override
    public boolean unpublish(ProjectId project, ImageId id) {
        Tables tables = session.changing();
        Optional<Image> published =
                find(project, id).filter(image -> findPublic(image.name()).equals(Optional.of(image)));
        published.ifPresent(image -> tables.publicImages = tables.publicImages.remove(image.name()));
        return published.isPresent();
    }

    @Override
    public Optional<Image> findPublic(String name) {
        return session.tables().publicImages.get(name).flatMap(session.tables().images::get);
    }

    @Override
    public Page<Image> listPublic(PageRequest page) {
        Tables tables = session.tables();
        List<Image> rows = new ArrayList<>();
        tables.publicImages.ascend("", page.afterName().orElse(""), key -> {
            rows.add(tables.images.get(key).orElseThrow());
            return rows.size() <= page.limit();
        });
        return Page.of(rows, page.limit(), Image::name);
    }
}
