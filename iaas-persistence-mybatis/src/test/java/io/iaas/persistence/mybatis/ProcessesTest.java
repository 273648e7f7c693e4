package io.iaas.persistence.mybatis;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.identity.Project;
import io.iaas.spi.repository.FlavorRepository;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProcessesTest {
    private final TempDatabase file = new TempDatabase();

    @AfterEach
    void remove() {
        file.close();
    }

    @RepeatedTest(3)
    void twoProcessesThatStartAtOnceShareOneNewDatabase() throws IOException {
        try (ChildJvm one = new ChildJvm("open", file.path());
                ChildJvm other = new ChildJvm("open", file.path())) {
            assertThat(one.says()).isEqualTo("ready");
            assertThat(other.says()).isEqualTo("ready");
            one.goOn();
            other.goOn();
            String installation = one.says();
            assertThat(installation).matches("[0-9a-f]{12}");
            assertThat(other.says()).isEqualTo(installation);
        }
        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(file.path())) {
            assertThat(repositories.<Integer>read(
                            session -> session.flavors().list(Project.DEFAULT).size()))
                    .isEqualTo(FlavorRepository.DEFAULTS.size());
        }
    }

    @Test
    void killedProcessLeavesItsLastCommittedState() throws IOException {
        try (ChildJvm child = new ChildJvm("write", file.path())) {
            assertThat(child.says()).isEqualTo("in the middle of a transaction");
        }
        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(file.path())) {
            assertThat(repositories.<Boolean>read(session ->
                            session.projects().find(ChildJvm.COMMITTED).isPresent()))
                    .isTrue();
            assertThat(repositories.<Boolean>read(session ->
                            session.projects().find(ChildJvm.UNCOMMITTED).isPresent()))
                    .isFalse();
            Project next = repositories.write(session -> {
                Project project = new Project(ChildJvm.UNCOMMITTED, "uncommitted", session.now());
                session.projects().insert(project);
                return project;
            });
            assertThat(next.name()).isEqualTo("uncommitted");
        }
    }
}
