package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.compute.VmId;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.image.ImageSpec;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.memory.CallListener.Point;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import java.io.ByteArrayInputStream;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else makes something of our name between our look and our effect. */
class ForeignTwinTest {
    private final SimulatedHost host = SimulatedHost.builder().build();
    private final SimulatedHypervisor hypervisor = SimulatedHypervisor.connect(host);
    private final FailingOnce repositories = new FailingOnce(InMemoryRepositories.create(), new AtomicInteger());
    private final ResourceNames names = new ResourceNames(repositories.read(RepositorySession::installation));
    private final Iaas iaas =
            Iaas.builder().repositories(repositories).hypervisor(hypervisor).build();

    /** A database that fails one of the writes to come. */
    private record FailingOnce(Repositories repositories, AtomicInteger writesLeft) implements Repositories {
        @Override
        public <T> T write(Function<RepositorySession, T> work) {
            if (writesLeft.getAndDecrement() == 1) {
                throw new RepositoryException(ErrorCode.DATABASE_UNAVAILABLE, "cut");
            }
            return repositories.write(work);
        }

        @Override
        public <T> T read(Function<RepositorySession, T> work) {
            return repositories.read(work);
        }

        @Override
        public void close() {
            repositories.close();
        }
    }

    @BeforeEach
    void importImage() {
        iaas.images()
                .importImage(ImageSpec.disk(Cloud.IMAGE, new ByteArrayInputStream(new byte[4096])))
                .await(PATIENCE);
    }

    @AfterEach
    void close() {
        iaas.close();
    }

    @Test
    void domainThatSomebodyElseDefinedMeanwhileDoesNotBlockTheUndo() {
        hypervisor.listen((call, point) -> {
            if (call == SimulatedCall.DEFINE_DOMAIN && point == Point.BEFORE_EFFECT) {
                host.addForeignDomain(names.domain(web()).name(), UUID.randomUUID());
                throw new HypervisorException(ErrorCode.HYPERVISOR_UNAVAILABLE, "cut", "");
            }
        });

        assertThat(failure().operation().state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(host.snapshot().domains()).hasSize(1);
        assertThat(host.snapshot().foreign().domains()).hasSize(1);
    }

    @Test
    void volumeThatWasRefusedAsForeignIsSafeOnceTheOperationHasTurnedBack() {
        hypervisor.listen((call, point) -> {
            if (call == SimulatedCall.CREATE_VOLUME && point == Point.BEFORE_EFFECT) {
                host.addForeignVolume(names.disk(web()));
                repositories.writesLeft().set(2);
            }
        });

        assertThat(failure().code()).isEqualTo(ErrorCode.FOREIGN_RESOURCE);
        assertThat(host.snapshot().foreign().volumes()).hasSize(1);
    }

    private OperationFailedException failure() {
        return catchThrowableOfType(
                OperationFailedException.class,
                () -> iaas.compute().create(aVm("web").build()).await(PATIENCE));
    }

    private VmId web() {
        return repositories
                .read(session -> session.vms().findByName(Project.DEFAULT, "web"))
                .orElseThrow()
                .id();
    }
}
