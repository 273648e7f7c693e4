package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.error.InvalidInputException;
import io.iaas.identity.Project;
import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class ImageRepositoryContract extends DatabaseTest {
    @Test
    void insertedImageIsFoundByIdAndName() {
        Image image = insert(withFiles(samples().image("linux")));
        assertThat(found(session -> session.images().find(Project.DEFAULT, image.id())))
                .contains(image);
        assertThat(found(session -> session.images().findByName(Project.DEFAULT, "linux")))
                .contains(image);
        assertThat(found(session -> session.images().findByName(Project.DEFAULT, "LINUX")))
                .isEmpty();
    }

    @Test
    void namesAreUniqueInTheirProjectOnly() {
        insert(samples().image("debian"));
        Image theirs = insert(samples().image(OTHER, "debian"));
        assertFails(ErrorCode.NAME_TAKEN, () -> insert(samples().image("debian")));
        assertThat(found(session -> session.images().findByName(OTHER, "debian")))
                .contains(theirs);
    }

    @Test
    void updateReplacesStateCommandLineAndFiles() {
        Image image = insert(samples().image("linux"));
        for (Image next : List.of(withFiles(image), image.withState(Image.State.DELETING))) {
            assertThat(changed(session -> session.images().update(next))).isTrue();
            assertThat(found(session -> session.images().find(Project.DEFAULT, image.id())))
                    .contains(next);
            assertThat(found(session -> session.images().findByName(Project.DEFAULT, "linux")))
                    .contains(next);
        }
        Image absent = samples().image("absent");
        assertThat(changed(session -> session.images().update(absent))).isFalse();
    }

    @Test
    void everyRoleFormatAndFirmwareIsKept() {
        for (ImageFile.Role role : ImageFile.Role.values()) {
            for (DiskFormat format : DiskFormat.values()) {
                for (Firmware firmware : Firmware.values()) {
                    Image blank = samples().image(role + "-" + format + "-" + firmware);
                    ImageFile file = new ImageFile(role, format, 1L << 40, 1L << 46, Samples.SHA256);
                    Image image = insert(new Image(
                            blank.id(),
                            blank.projectId(),
                            blank.name().replace('_', '-'),
                            Image.State.READY,
                            firmware,
                            Optional.empty(),
                            List.of(file),
                            start()));
                    assertThat(found(session -> session.images().find(Project.DEFAULT, image.id())))
                            .contains(image);
                }
            }
        }
    }

    @Test
    void imagesAreListedInPagesInTheOrderOfTheirIds() {
        List<Image> images = List.of(
                insert(withFiles(samples().image("c"))),
                insert(samples().image("a")),
                insert(withFiles(samples().image("b"))));
        insert(samples().image(OTHER, "d"));
        Page<Image> first = read(session -> session.images().list(Project.DEFAULT, PageRequest.first(2)));
        assertThat(first.items()).isEqualTo(images.subList(0, 2));
        Page<Image> second = read(session -> session.images()
                .list(Project.DEFAULT, PageRequest.first(2).after(first.next().orElseThrow())));
        assertThat(second.items()).isEqualTo(images.subList(2, 3));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void pageKeyThatIsNoneIsRefused() {
        assertThatThrownBy(() -> read(session -> session.images()
                        .list(Project.DEFAULT, PageRequest.first(1).after("' OR 1=1"))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void otherProjectsNeitherSeeNorChangeNorDeleteIt() {
        Image image = insert(withFiles(samples().image("debian")));
        Image stolen = new Image(
                image.id(),
                OTHER,
                image.name(),
                Image.State.DELETING,
                image.firmware(),
                Optional.empty(),
                List.of(),
                start());
        assertThat(found(session -> session.images().find(OTHER, image.id()))).isEmpty();
        assertThat(changed(session -> session.images().update(stolen))).isFalse();
        assertThat(changed(session -> session.images().delete(OTHER, image.id())))
                .isFalse();
        assertThat(found(session -> session.images().find(Project.DEFAULT, image.id())))
                .contains(image);
    }

    @Test
    void deletedImageIsGoneAndItsNameFree() {
        Image image = insert(withFiles(samples().image("debian")));
        assertThat(changed(session -> session.images().delete(Project.DEFAULT, image.id())))
                .isTrue();
        assertThat(changed(session -> session.images().delete(Project.DEFAULT, image.id())))
                .isFalse();
        Image next = insert(samples().image("debian"));
        assertThat(found(session -> session.images().findByName(Project.DEFAULT, "debian")))
                .contains(next);
    }

    private Image insert(Image image) {
        writing(session -> session.images().insert(image));
        return image;
    }

    private static Image withFiles(Image image) {
        return new Image(
                image.id(),
                image.projectId(),
                image.name(),
                Image.State.READY,
                image.firmware(),
                Optional.of("console=ttyS0 quiet=\"yes\""),
                List.of(Samples.file(ImageFile.Role.KERNEL, 9_000_000_000L), Samples.file(ImageFile.Role.INITRD, 1)),
                image.createdAt());
    }

    @Test
    void imageIsFoundByItsIdAloneWhoseverItIs() {
        Image theirs = samples().image(OTHER, "debian");
        writing(session -> session.images().insert(theirs));

        assertThat(found(session -> session.images().find(theirs.id()))).contains(theirs);
        assertThat(found(session -> session.images().find(Samples.IMAGE))).isEmpty();
    }

    @Test
    void publicImagesAreFoundByNameAndListedInPages() {
        Image first = samples().image(OTHER, "b");
        Image second = samples().image("a");
        Image own = samples().image("own");
        writing(session -> {
            for (Image image : List.of(first, second, own)) {
                session.images().insert(image);
            }
        });
        assertThat(changed(session -> session.images().publish(Project.DEFAULT, first.id())))
                .isFalse();
        assertThat(changed(session -> session.images().publish(OTHER, first.id())))
                .isTrue();
        assertThat(changed(session -> session.images().publish(OTHER, first.id())))
                .isTrue();
        assertThat(changed(session -> session.images().publish(Project.DEFAULT, second.id())))
                .isTrue();

        assertThat(found(session -> session.images().findPublic("b"))).contains(first);
        assertThat(found(session -> session.images().findPublic("own"))).isEmpty();
        assertThat(found(session -> session.images().findByName(Project.DEFAULT, "b")))
                .isEmpty();
        Page<Image> page = read(session -> session.images().listPublic(PageRequest.first(1)));
        assertThat(page.items()).containsExactly(second);
        Page<Image> rest = read(session -> session.images()
                .listPublic(PageRequest.first(1).after(page.next().orElseThrow())));
        assertThat(rest.items()).containsExactly(first);
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void publicNameIsGivenOnceUntilItIsTakenBackOrItsImageIsDeleted() {
        Image theirs = samples().image(OTHER, "debian");
        writing(session -> session.images().insert(theirs));
        for (boolean deleted : new boolean[] {false, true}) {
            Image ours = samples().image("debian");
            writing(session -> session.images().insert(ours));
            changed(session -> session.images().publish(Project.DEFAULT, ours.id()));
            assertFails(
                    ErrorCode.NAME_TAKEN,
                    () -> changed(session -> session.images().publish(OTHER, theirs.id())));
            assertThat(changed(session -> session.images().unpublish(OTHER, ours.id())))
                    .isFalse();

            if (!deleted) {
                assertThat(changed(session -> session.images().unpublish(Project.DEFAULT, ours.id())))
                        .isTrue();
            }
            changed(session -> session.images().delete(Project.DEFAULT, ours.id()));
            assertThat(found(session -> session.images().findPublic("debian"))).isEmpty();
            assertThat(changed(session -> session.images().publish(OTHER, theirs.id())))
                    .isTrue();
            assertThat(changed(session -> session.images().unpublish(OTHER, theirs.id())))
                    .isTrue();
        }
    }

    @Test
    void machinesOfOtherProjectsThatUseAnImageAreCounted() {
        insert(samples().vm(OTHER, "theirs"));
        insert(samples().vm("one"));
        insert(samples().vm("other"));

        assertThat(this.<Long>read(session -> session.vms().countOthersUsing(OTHER, Samples.IMAGE)))
                .isEqualTo(2);
        assertThat(this.<Long>read(session -> session.vms().countOthersUsing(Project.DEFAULT, Samples.IMAGE)))
                .isEqualTo(1);
    }
}
