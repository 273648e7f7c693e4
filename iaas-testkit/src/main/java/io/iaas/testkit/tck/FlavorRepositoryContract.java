package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.Flavor;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.spi.repository.FlavorRepository;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class FlavorRepositoryContract extends DatabaseTest {
    @Test
    void newDatabaseHoldsTheDefaultFlavorsInTheDefaultProject() {
        assertThat(listed(session -> session.flavors().list(Project.DEFAULT)))
                .containsExactlyElementsOf(FlavorRepository.DEFAULTS);
        assertThat(listed(session -> session.flavors().list(OTHER))).isEmpty();
    }

    @Test
    void flavorsAreListedByMemoryThenName() {
        Flavor big = new Flavor("a-big", 256, 16 * 1024 * 1024, 65_536);
        Flavor second = new Flavor("b", 1, 512, 0);
        Flavor first = new Flavor("a", 2, 512, 0);
        writing(session -> {
            session.flavors().insert(OTHER, big);
            session.flavors().insert(OTHER, second);
            session.flavors().insert(OTHER, first);
        });
        assertThat(listed(session -> session.flavors().list(OTHER))).containsExactly(first, second, big);
    }

    @Test
    void namesAreUniqueInTheirProjectOnly() {
        Flavor mine = new Flavor("small", 3, 300, 3);
        writing(session -> session.flavors().insert(OTHER, mine));
        assertFails(
                ErrorCode.NAME_TAKEN, () -> writing(session -> session.flavors().insert(OTHER, mine)));
        assertThat(found(session -> session.flavors().find(OTHER, "small"))).contains(mine);
        assertThat(found(session -> session.flavors().find(Project.DEFAULT, "small")))
                .contains(new Flavor("small", 1, 1024, 10));
    }

    @Test
    void deleteTellsWhetherThereWasOneInTheProject() {
        assertThat(changed(session -> session.flavors().delete(OTHER, "tiny"))).isFalse();
        assertThat(changed(session -> session.flavors().delete(Project.DEFAULT, "tiny")))
                .isTrue();
        assertThat(changed(session -> session.flavors().delete(Project.DEFAULT, "tiny")))
                .isFalse();
        assertThat(found(session -> session.flavors().find(Project.DEFAULT, "tiny")))
                .isEmpty();
    }

    @Test
    void publicFlavorIsFoundByItsNameWhoseverItIs() {
        assertThat(changed(session -> session.flavors().publish(OTHER, "tiny"))).isFalse();
        assertThat(changed(session -> session.flavors().unpublish(Project.DEFAULT, "tiny")))
                .isFalse();
        for (String name : List.of("large", "tiny", "tiny")) {
            assertThat(changed(session -> session.flavors().publish(Project.DEFAULT, name)))
                    .isTrue();
        }

        assertThat(listed(session -> session.flavors().listPublic()))
                .extracting(Flavor::name)
                .containsExactly("tiny", "large");
        assertThat(found(session -> session.flavors().findPublic("tiny"))).contains(FlavorRepository.DEFAULTS.get(0));
        assertThat(found(session -> session.flavors().findPublic("small"))).isEmpty();
        assertThat(found(session -> session.flavors().find(OTHER, "tiny"))).isEmpty();
        assertThat(listed(session -> session.flavors().list(OTHER))).isEmpty();
    }

    @Test
    void publicNameIsGivenOnceUntilItIsTakenBackOrItsFlavorIsDeleted() {
        Flavor theirs = new Flavor("tiny", 2, 256, 0);
        writing(session -> session.flavors().insert(OTHER, theirs));
        for (boolean deleted : new boolean[] {false, true}) {
            changed(session -> session.flavors().publish(Project.DEFAULT, "tiny"));
            assertFails(
                    ErrorCode.NAME_TAKEN,
                    () -> changed(session -> session.flavors().publish(OTHER, "tiny")));
            assertThat(changed(session -> session.flavors().unpublish(OTHER, "tiny")))
                    .isFalse();

            assertThat(changed(session -> deleted
                            ? session.flavors().delete(Project.DEFAULT, "tiny")
                            : session.flavors().unpublish(Project.DEFAULT, "tiny")))
                    .isTrue();
            assertThat(found(session -> session.flavors().findPublic("tiny"))).isEmpty();
            assertThat(changed(session -> session.flavors().publish(OTHER, "tiny")))
                    .isTrue();
            assertThat(found(session -> session.flavors().findPublic("tiny"))).contains(theirs);
            changed(session -> session.flavors().unpublish(OTHER, "tiny"));
        }
    }
}
