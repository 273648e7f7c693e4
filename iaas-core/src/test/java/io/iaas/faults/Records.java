package io.iaas.faults;

import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.identity.Project;
import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import io.iaas.quota.ResourceAmounts;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is in the database.
 *
 * @param installation the installation
 * @param vms the machines
 * @param images the images
 * @param operations the operations, the newest first
 * @param ledger the ledger's live lines
 * @param charged what the project is charged with of its quota
 * @param journals all steps of all operations, as text
 */
record Records(
        String installation,
        List<Vm> vms,
        List<Image> images,
        List<StoredOperation> operations,
        List<LedgerEntry> ledger,
        ResourceAmounts charged,
        List<String> journals) {
    private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

    static Records of(World world) {
        return world.tables.read(Records::of);
    }

    private static Records of(RepositorySession session) {
        List<StoredOperation> operations = session.operations()
                .list(Project.DEFAULT, OperationQuery.all(), ALL)
                .items();
        return new Records(
                session.installation(),
                session.vms().list(Project.DEFAULT, VmQuery.all(), ALL).items(),
                session.images().list(Project.DEFAULT, ALL).items(),
                operations,
                session.ledger().live(),
                session.identity().quotas().usage(Project.DEFAULT).used(),
                operations.stream()
                        .flatMap(o -> session.steps().list(o.id()).stream())
                        .map(Object::toString)
                        .toList());
    }

    Image imageOf(Vm vm) {
        return images.stream()
                .filter(image -> image.id().equals(vm.imageId()))
                .findFirst()
                .orElseThrow();
    }

    /** The names on the host that the records of finished machines and images call for, as kind and name. */
    Stream<String> wanted() {
        return Stream.concat(
                vms.stream().flatMap(this::wanted),
                images.stream()
                        .flatMap(image -> image.files().stream().map(file -> "volume " + name(image, file.role()))));
    }

    private Stream<String> wanted(Vm vm) {
        String name = prefix() + vm.id();
        boolean disk =
                imageOf(vm).file(ImageFile.Role.DISK).isPresent() || vm.flavor().diskGib() > 0;
        return Stream.of(
                        Stream.of("domain " + name, "volume " + name + "-seed", "console " + name + "-console"),
                        disk ? Stream.of("volume " + name + "-disk0") : Stream.<String>empty())
                .flatMap(names -> names);
    }

    String name(Image image, ImageFile.Role role) {
        return prefix() + "image-" + image.id() + "-"
                + switch (role) {
                    case DISK -> "disk";
                    case KERNEL -> "kernel";
                    case INITRD -> "initrd";
                };
    }

    String prefix() {
        return "iaas-" + installation + "-";
    }

    /** Everything, for a look for secrets and a comparison: an operation's own text leaves its input out. */
    List<String> text() {
        return Stream.of(
                        vms.stream(),
                        images.stream(),
                        operations.stream(),
                        operations.stream().map(StoredOperation::input),
                        operations.stream().map(StoredOperation::status),
                        ledger.stream(),
                        Stream.of(charged),
                        journals.stream())
                .flatMap(rows -> rows)
                .map(Object::toString)
                .toList();
    }
}
