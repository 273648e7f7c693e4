package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.FlavorRepository;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class ProjectRepositoryContract extends DatabaseTest {
    private static final ProjectId NOBODY = new ProjectId(new UUID(9, 9));

    @Test
    void newDatabaseHoldsTheDefaultProject() {
        assertThat(found(session -> session.projects().find(Project.DEFAULT)))
                .get()
                .extracting(Project::name)
                .isEqualTo("default");
    }

    @Test
    void insertedProjectIsFound() {
        Project project = new Project(NOBODY, "third", start());
        assertThat(found(session -> session.projects().find(NOBODY))).isEmpty();
        writing(session -> session.projects().insert(project));
        assertThat(found(session -> session.projects().find(NOBODY))).contains(project);
    }

    @Test
    void projectsAreListedInTheOrderOfTheirIds() {
        writing(session -> session.projects().insert(new Project(NOBODY, "third", start())));
        assertThat(listed(session -> session.projects().list()))
                .extracting(Project::id)
                .startsWith(Project.DEFAULT)
                .endsWith(NOBODY)
                .isSortedAccordingTo(Comparator.comparing(ProjectId::toString));
    }

    @Test
    void projectIsFoundByItsName() {
        assertThat(found(session -> session.projects().findByName("other")))
                .map(Project::id)
                .contains(OTHER);
        assertThat(found(session -> session.projects().findByName("nobody's"))).isEmpty();
    }

    @Test
    void projectsAreListedInPages() {
        writing(session -> session.projects().insert(new Project(NOBODY, "third", start())));

        Page<Project> page = read(session -> session.projects().list(PageRequest.first(2)));
        assertThat(page.items()).extracting(Project::name).containsExactly("default", "other");
        Page<Project> rest = read(session ->
                session.projects().list(PageRequest.first(2).after(page.next().orElseThrow())));
        assertThat(rest.items()).extracting(Project::name).containsExactly("third");
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void projectNamesAreUnique() {
        assertFails(
                ErrorCode.NAME_TAKEN,
                () -> writing(session -> session.projects().insert(new Project(NOBODY, "other", start()))));
        assertThat(found(session -> session.projects().find(NOBODY))).isEmpty();
    }

    @Test
    void newProjectIsInUseUntilItsStateIsChangedWhereverItIsRead() {
        Project before = found(session -> session.projects().find(OTHER)).orElseThrow();
        assertThat(before.state()).isEqualTo(Project.State.ACTIVE);

        assertThat(changed(session -> session.projects().changeState(OTHER, Project.State.DELETING)))
                .isTrue();

        Project closed = new Project(OTHER, before.name(), before.createdAt(), Project.State.DELETING);
        assertThat(found(session -> session.projects().find(OTHER))).contains(closed);
        assertThat(found(session -> session.projects().findByName("other"))).contains(closed);
        assertThat(listed(session -> session.projects().list()))
                .contains(closed)
                .extracting(Project::state)
                .containsOnlyOnce(Project.State.DELETING);
        assertThat(changed(session -> session.projects().changeState(OTHER, Project.State.ACTIVE)))
                .isTrue();
        assertThat(found(session -> session.projects().find(OTHER))).contains(before);
    }

    @Test
    void stateOfAProjectThatDoesNotExistIsNotChanged() {
        assertThat(changed(session -> session.projects().changeState(NOBODY, Project.State.DELETING)))
                .isFalse();
        assertThat(found(session -> session.projects().find(NOBODY))).isEmpty();
    }

    @Test
    void projectThatIsBeingDeletedTakesOperationsAndGoes() {
        writing(session -> {
            session.projects().changeState(OTHER, Project.State.DELETING);
            session.operations().insert(samples().operation(OTHER, samples().target("web"), Optional.empty()));
        });
        assertThatThrownBy(() -> writing(session -> session.projects().delete(OTHER)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(found(session -> session.projects().find(OTHER))
                        .orElseThrow()
                        .state())
                .isEqualTo(Project.State.DELETING);
    }

    @Test
    void recordsOfAProjectThatDoesNotExistAreRefused() {
        assertThatThrownBy(() -> insert(samples().vm(NOBODY, "web"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        writing(session -> session.images().insert(samples().image(NOBODY, "web"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> insert(samples().operation(NOBODY, samples().target("web"), Optional.empty())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writing(session -> session.flavors().insert(NOBODY, FlavorRepository.DEFAULTS.get(0))))
                .isInstanceOf(IllegalStateException.class);
    }
}
