package io.iaas.persistence.mybatis;

import io.iaas.error.ConflictException;
import io.iaas.identity.ProjectId;
import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import io.iaas.image.ImageId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.quota.QuotaExceededException;
import io.iaas.spi.repository.ImageRepository;
import io.iaas.spi.repository.QuotaRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

final class MyBatisImageRepository implements ImageRepository {
    private final UnitOfWork unit;

    MyBatisImageRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void insert(Image image) {
        ImageMapper mapper = unit.writing(ImageMapper.class);
        if (mapper.insert(row(image)) == 0) {
            throw ConflictException.nameTaken("image", image.name());
        }
        try {
            new MyBatisQuotaRepository(unit).take(image.projectId(), QuotaRepository.IMAGE);
        } catch (QuotaExceededException e) {
            mapper.delete(image.projectId().toString(), image.id().toString());
            throw e;
        }
        insertFiles(mapper, image);
    }

    @Override
    public boolean update(Image image) {
        ImageMapper mapper = unit.writing(ImageMapper.class);
        if (mapper.update(row(image)) == 0) {
            return false;
        }
        mapper.deleteFiles(image.id().toString());
        insertFiles(mapper, image);
        return true;
    }

    @Override
    public Optional<Image> find(ProjectId project, ImageId id) {
        ImageMapper mapper = unit.reading(ImageMapper.class);
        return one(mapper, mapper.find(project.toString(), id.toString()));
    }

    @Override
    public Optional<Image> findByName(ProjectId project, String name) {
        ImageMapper mapper = unit.reading(ImageMapper.class);
        return one(mapper, mapper.findByName(project.toString(), name));
    }

    @Override
    public Page<Image> list(ProjectId project, PageRequest page) {
        ImageMapper mapper = unit.reading(ImageMapper.class);
        List<ImageMapper.Row> rows =
                mapper.list(project.toString(), page.afterId().orElse(null), page.limit() + 1);
        return page(mapper, rows, page, ImageMapper.Row::id);
    }

    @Override
    public boolean delete(ProjectId project, ImageId id) {
        boolean deleted = unit.writing(ImageMapper.class).delete(project.toString(), id.toString()) > 0;
        if (deleted) {
            new MyBatisQuotaRepository(unit).giveBackImage(project);
        }
        return deleted;
    }

    @Override
    public Optional<Image> find(ImageId id) {
        ImageMapper mapper = unit.reading(ImageMapper.class);
        return one(mapper, mapper.findAnywhere(id.toString()));
    }

    @Override
    public boolean publish(ProjectId project, ImageId id) {
        ImageMapper mapper = unit.writing(ImageMapper.class);
        Optional<ImageMapper.Row> row = mapper.find(project.toString(), id.toString());
        row.filter(image -> mapper.publish(image.name(), image.id()) == 0).ifPresent(image -> {
            throw ConflictException.nameTaken("public image", image.name());
        });
        return row.isPresent();
    }

    @Override
    public boolean unpublish(ProjectId project, ImageId id) {
        return unit.writing(ImageMapper.class).unpublish(project.toString(), id.toString()) > 0;
    }

    @Override
    public Optional<Image> findPublic(String name) {
        ImageMapper mapper = unit.reading(ImageMapper.class);
        return one(mapper, mapper.findPublic(name));
    }

    @Override
    public Page<Image> listPublic(PageRequest page) {
        ImageMapper mapper = unit.reading(ImageMapper.class);
        return page(
                mapper,
                mapper.listPublic(page.afterName().orElse(null), page.limit() + 1),
                page,
                ImageMapper.Row::name);
    }

    private static Page<Image> page(
            ImageMapper mapper, List<ImageMapper.Row> rows, PageRequest page, Function<ImageMapper.Row, String> key) {
        Page<ImageMapper.Row> cut = Page.of(rows, page.limit(), key);
        return new Page<>(withFiles(mapper, cut.items()), cut.next());
    }

    private static Optional<Image> one(ImageMapper mapper, Optional<ImageMapper.Row> row) {
        return row.map(found -> withFiles(mapper, List.of(found)).get(0));
    }

    private static List<Image> withFiles(ImageMapper mapper, List<ImageMapper.Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, List<ImageFile>> files = new HashMap<>();
        mapper.files(IdArray.of(rows.stream().map(ImageMapper.Row::id).toList()))
                .forEach(row -> files.computeIfAbsent(row.imageId(), id -> new ArrayList<>())
                        .add(file(row)));
        return rows.stream()
                .map(row -> image(row, files.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static void insertFiles(ImageMapper mapper, Image image) {
        List<ImageMapper.FileRow> rows = new ArrayList<>();
        image.files()
                .forEach(file -> rows.add(new ImageMapper.FileRow(
                        image.id().toString(),
                        rows.size(),
                        file.role().name(),
                        file.format().name(),
                        file.sizeBytes(),
                        file.virtualSizeBytes(),
                        file.sha256())));
        if (!rows.isEmpty()) {
            mapper.insertFiles(rows);
        }
    }

    private static ImageMapper.Row row(Image image) {
        return new ImageMapper.Row(
                image.id().toString(),
                image.projectId().toString(),
                image.name(),
                image.state().name(),
                image.firmware().name(),
                image.commandLine().orElse(null),
                image.createdAt().toEpochMilli());
    }

    private static Image image(ImageMapper.Row row, List<ImageFile> files) {
        return new Image(
                new ImageId(UUID.fromString(row.id())),
                new ProjectId(UUID.fromString(row.projectId())),
                row.name(),
                Image.State.valueOf(row.state()),
                Firmware.valueOf(row.firmware()),
                Optional.ofNullable(row.commandLine()),
                files,
                Instant.ofEpochMilli(row.createdAt()));
    }

    private static ImageFile file(ImageMapper.FileRow row) {
        return new ImageFile(
                ImageFile.Role.valueOf(row.role()),
                DiskFormat.valueOf(row.format()),
                row.sizeBytes(),
                row.virtualSizeBytes(),
                row.sha256());
    }
}
