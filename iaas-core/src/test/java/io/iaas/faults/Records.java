package io.iaas.faults;

import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import io.iaas.operation.OperationQuery;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.quota.ResourceAmounts;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is in the database.
 *
 * @param installation the installation
 * @param projects the projects
 * @param vms the machines
 * @param images the images
 * @param operations the operations, the newest first
 * @param ledger the ledger's live lines
 * @param charged what each project is charged with of its quota
 * @param offered what projects have for machines to be made of, and what of it is public, as text
 * @param journals all steps of all operations, as text
 */
record Records(
        String installation,
        List<Project> projects,
        List<Vm> vms,
        List<Image> images,
        List<StoredOperation> operations,
        List<LedgerEntry> ledger,
        Map<ProjectId, ResourceAmounts> charged,
        List<String> offered,
        List<String> journals) {
    private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

    static Records of(World world) {
        return world.tables.read(Records::of);
    }

    private static Records of(RepositorySession session) {
        List<Project> projects = session.projects().list();
        List<StoredOperation> operations =
                of(projects, id -> session.operations().list(id, OperationQuery.all(), ALL));
        return new Records(
                session.installation(),
                projects,
                of(projects, id -> session.vms().list(id, VmQuery.all(), ALL)),
                of(projects, id -> session.images().list(id, ALL)),
                operations,
                session.ledger().live(),
                projects.stream()
                        .collect(Collectors.toMap(
                                Project::id,
                                project -> session.identity()
                                        .quotas()
                                        .usage(project.id())
                                        .used())),
                offered(session, projects),
                operations.stream()
                        .flatMap(o -> session.steps().list(o.id()).stream())
                        .map(Object::toString)
                        .toList());
    }

    private static <T> List<T> of(List<Project> projects, Function<ProjectId, Page<T>> list) {
        return projects.stream()
                .flatMap(project -> list.apply(project.id()).items().stream())
                .toList();
    }

    private static List<String> offered(RepositorySession session, List<Project> projects) {
        Stream<String> flavors = projects.stream()
                .flatMap(project -> session.flavors().list(project.id()).stream()
                        .map(flavor -> "flavor " + flavor + " of " + project.name()));
        Stream<String> publicFlavors = session.flavors().listPublic().stream().map(flavor -> "public " + flavor);
        Stream<String> publicImages =
                session.images().listPublic(ALL).items().stream().map(image -> "public image " + image.name());
        return Stream.of(flavors, publicFlavors, publicImages)
                .flatMap(names -> names)
                .toList();
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
                        projects.stream(),
                        vms.stream(),
                        images.stream(),
                        operations.stream(),
                        operations.stream().map(StoredOperation::input),
                        operations.stream().map(StoredOperation::status),
                        ledger.stream(),
                        charged.entrySet().stream(),
                        offered.stream(),
                        journals.stream())
                .flatMap(rows -> rows)
                .map(Object::toString)
                .toList();
    }
}
