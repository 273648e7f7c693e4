package io.iaas.internal.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditQuery;
import io.iaas.audit.AuditResource;
import io.iaas.compute.Flavor;
import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.internal.audit.Acting;
import io.iaas.internal.audit.Deed;
import io.iaas.internal.compute.ProjectFlavorService;
import io.iaas.internal.event.RecordedRepositories;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.page.PageRequest;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call whose project goes between the check of its view and its own unit of work. */
class ProjectInUseTest {
    private static final ProjectId SHOP = new ProjectId(new UUID(0, 2));

    private final InMemoryRepositories tables = InMemoryRepositories.create();
    private final RecordedRepositories repositories = new RecordedRepositories(tables, () -> {});

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void changeInAProjectThatIsGoneIsRefusedInWordsAndTold() {
        assertThatThrownBy(this::createFlavor)
                .isInstanceOf(NotFoundException.class)
                .hasMessage("project '" + SHOP + "' does not exist");

        assertThat(tables.read(session -> session.audit().list(AuditQuery.all(), PageRequest.first(9)))
                        .items())
                .singleElement()
                .satisfies(entry -> assertThat(entry.error()).contains(ErrorCode.NOT_FOUND));
    }

    @Test
    void changeInAProjectThatIsThereIsMade() {
        tables.<Boolean>write(session -> {
            session.projects().insert(new Project(SHOP, "shop", session.now()));
            return true;
        });

        createFlavor();

        assertThat(tables.<Integer>read(session -> session.flavors().list(SHOP).size()))
                .isEqualTo(1);
    }

    private void createFlavor() {
        Deed deed = Deed.change(AuditAction.FLAVOR_CREATE, AuditResource.named("flavor", "tiny"));
        Acting.during(
                repositories,
                deed.by(Actor.HOST_APPLICATION, Optional.of(SHOP)),
                () -> new ProjectFlavorService(SHOP, repositories).create(new Flavor("tiny", 1, 128, 0)));
    }
}
