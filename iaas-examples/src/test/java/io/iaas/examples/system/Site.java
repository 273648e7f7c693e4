package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.compute.VmQuery;
import io.iaas.libvirt.AcceleratorSetting;
import io.iaas.libvirt.FenceSetting;
import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Where a cell of the fault tests lives: a database of its own, on a host and in a pool that it shares with others.
 *
 * @param database the database
 * @param pool the directory of the pool
 */
record Site(Path database, Path pool) {
    static final String POOL = "faults";
    static final String NETWORK = "faults";
    static final Duration LEASE = Duration.ofSeconds(1);
    /** No call to libvirt takes longer here, also on a busy machine. */
    static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    /** Opens it with a driver that is patient enough for messages that are held back. */
    Iaas open(String uri, int workers) {
        return open(uri, workers, Duration.ofSeconds(5));
    }

    /** Opens it with a driver to which a daemon is dead after three silences. */
    Iaas open(String uri, int workers, Duration silence) {
        return open(repositories(), uri, workers, silence);
    }

    private Repositories repositories() {
        return MyBatisRepositories.builder().lockTimeout(LOCK_TIMEOUT).sqlite(database);
    }

    private Iaas open(Repositories repositories, String uri, int workers, Duration silence) {
        return Iaas.builder()
                .repositories(repositories)
                .hypervisor(LibvirtHypervisor.builder(uri)
                        .pool(POOL)
                        .poolDirectory(pool)
                        .network(NETWORK)
                        // With it the starts and stops of a host wait for each other, longer than the grace.
                        .fence(FenceSetting.OFF)
                        .accelerator(AcceleratorSetting.TCG)
                        // Hundreds of starts, of which none is about what it leaves out.
                        .fastStart()
                        .callLimit(CALL_LIMIT)
                        .keepAlive(silence, 3)
                        .build())
                .workers(workers)
                .leases(LEASE, GRACE)
                .build();
    }

    /** Opens it once more, for as long as it takes to look for work. */
    void lookForWork(String uri) {
        FirstLook repositories = new FirstLook(repositories());
        try (Iaas iaas = open(repositories, uri, 1, Duration.ofSeconds(5))) {
            repositories.await();
            assertThat(iaas.operations()
                            .list(OperationQuery.all(), PageRequest.first(PageRequest.MAX_LIMIT))
                            .items())
                    .allMatch(operation -> operation.state().settled());
        }
    }

    /** Deletes what there is, and so shows that it can be worked on. */
    void clear(String uri) {
        PageRequest all = PageRequest.first(PageRequest.MAX_LIMIT);
        try (Iaas iaas = open(uri, 1)) {
            iaas.compute()
                    .list(VmQuery.all(), all)
                    .items()
                    .forEach(vm -> iaas.compute().delete(vm.id()).await(PATIENCE));
            iaas.images()
                    .list(all)
                    .items()
                    .forEach(image -> iaas.images().delete(image.id()).await(PATIENCE));
        }
    }

    /** Tells when the first unit of work that writes has ended: an instance at rest begins with a look for work. */
    private static final class FirstLook implements Repositories {
        private final Repositories real;
        private final CountDownLatch written = new CountDownLatch(1);

        FirstLook(Repositories real) {
            this.real = real;
        }

        void await() {
            try {
                assertThat(written.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public <T> T write(Function<RepositorySession, T> work) {
            T result = real.write(work);
            written.countDown();
            return result;
        }

        @Override
        public <T> T read(Function<RepositorySession, T> work) {
            return real.read(work);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
