package io.iaas.examples.tenants;

import static io.iaas.examples.tenants.ResourceCalls.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.ProjectView;
import io.iaas.audit.AuditQuery;
import io.iaas.error.NotFoundException;
import io.iaas.event.Event;
import io.iaas.identity.PermissionDeniedException;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationTarget;
import io.iaas.page.PageRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The delete of a project is an operation of the default one, whose people are tenants as others are. */
class DeletedProjectTest {
    private static final PageRequest PAGE = PageRequest.first(1000);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void onlyAdministratorsOfTheInstallationSeeIt(Database database) throws InterruptedException {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView tenant = tenants.iaas.login(tenants.member(Project.DEFAULT, Role.ADMIN));
            ProjectView boss = tenants.iaas.login(tenants.operator(Project.DEFAULT));
            LinkedBlockingQueue<Event> heard = new LinkedBlockingQueue<>();
            LinkedBlockingQueue<Event> heardByTheBoss = new LinkedBlockingQueue<>();
            long newest = boss.events().newest();
            tenant.events().subscribe(newest, heard::add);
            boss.events().subscribe(newest, heardByTheBoss::add);
            Operation<ProjectId> delete = boss.cascade().deleteProject(tenants.alpha.project());
            delete.await(PATIENCE);

            assertThatThrownBy(() -> tenant.operations().get(delete.id())).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> tenant.operations().journal(delete.id())).isInstanceOf(NotFoundException.class);
            assertThat(tenant.operations().find(delete.id())).isEmpty();
            assertThat(projects(tenant)).isEmpty();
            assertThat(tenant.events().list(newest, 9)).isEmpty();
            assertThat(tenant.audit().list(AuditQuery.all(), PAGE).toString()).doesNotContain("alpha");
            assertThatThrownBy(() -> tenant.cascade().deleteProject(tenants.beta.project()))
                    .isInstanceOf(PermissionDeniedException.class);

            assertThat(projects(boss)).extracting(OperationInfo::id).containsExactly(delete.id());
            assertThat(boss.operations().journal(delete.id())).hasSize(2);
            assertThat(boss.events().list(newest, 9))
                    .extracting(event -> event.target().name())
                    .containsExactly("alpha");
            assertThat(heardByTheBoss.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .extracting(event -> event.target().name())
                    .isEqualTo("alpha");
            tenants.iaas.cascade().deleteProject(tenants.beta.project()).await(PATIENCE);
            assertThat(heard).isEmpty();
        }
    }

    private static List<OperationInfo> projects(ProjectView view) {
        return view.operations().list(OperationQuery.all(), PAGE).items().stream()
                .filter(info -> info.target().kind().equals(OperationTarget.PROJECT))
                .toList();
    }
}
