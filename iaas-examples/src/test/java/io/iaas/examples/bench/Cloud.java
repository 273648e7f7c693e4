package io.iaas.examples.bench;

import io.iaas.Iaas;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.image.Image;
import io.iaas.libvirt.FenceSetting;
import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.libvirt.LibvirtHypervisorBuilder;
import io.iaas.page.PageRequest;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The library on real libvirt, with a database, a pool and a network of its own, none of which outlives it. They are
 * named after the directory of the run, by which {@code scripts/bench} finds what a run that was killed has left.
 */
final class Cloud implements AutoCloseable {
    static final String FLAVOR = "bench";
    private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

    private final String name;
    private final LibvirtHypervisor host;
    private final String installation;
    private final Iaas iaas;

    Cloud(Setting setting, Path database, String row, int workers, Consumer<LibvirtHypervisorBuilder> settings) {
        name = setting.scratch().getFileName() + "-" + row;
        LibvirtHypervisorBuilder builder = LibvirtHypervisor.builder(setting.uri())
                .pool(name)
                .poolDirectory(directory())
                .network(name)
                // As what it is compared with.
                .fence(FenceSetting.OFF);
        settings.accept(builder);
        host = builder.build();
        Repositories repositories = MyBatisRepositories.sqlite(database);
        installation = repositories.read(RepositorySession::installation);
        iaas = Iaas.builder()
                .repositories(repositories)
                .hypervisor(host)
                .workers(workers)
                .build();
    }

    Iaas iaas() {
        return iaas;
    }

    /** Returns how guests run: by KVM or by translation. */
    String accelerator() {
        return host.describe().accelerator().toString();
    }

    /** Returns the name of the pool and of the network. */
    String name() {
        return name;
    }

    Path directory() {
        return Path.of("/var/lib/libvirt/images", name);
    }

    /** Returns the file that an image's disk is in. */
    Path disk(Image image) {
        return directory().resolve(prefix() + "image-" + image.id() + "-disk");
    }

    /** Returns how the names of its domains begin. */
    String prefix() {
        return "iaas-" + installation + "-";
    }

    String domain(VmId vm) {
        return prefix() + vm;
    }

    /** Returns the file that a machine's disk, seed or console is in. */
    Path file(VmId vm, String part) {
        return directory().resolve(domain(vm) + "-" + part);
    }

    /** What a failed row left goes too. */
    @Override
    public void close() {
        iaas.compute().list(VmQuery.all(), ALL).items().stream()
                .map(vm -> iaas.compute().delete(vm.id()))
                .toList()
                .forEach(delete -> delete.await());
        iaas.images().list(ALL).items().stream()
                .map(image -> iaas.images().delete(image.id()))
                .toList()
                .forEach(delete -> delete.await());
        iaas.releaseHosts();
        iaas.close();
    }
}
