package io.iaas.persistence.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditQuery;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.page.PageRequest;
import io.iaas.quota.Quota;
import io.iaas.quota.QuotaResource;
import io.iaas.quota.QuotaUsage;
import io.iaas.quota.ResourceAmounts;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private static final ProjectId EMPTY = new ProjectId(new UUID(9, 9));

    private final TempDatabase file = new TempDatabase();

    @AfterEach
    void remove() {
        file.close();
    }

    @Test
    void openingAgainChangesNothing() {
        String first = openAndClose();
        assertThat(openAndClose()).isEqualTo(first);
    }

    @Test
    void whatProjectsHoldIsCountedWhenQuotasCome() throws SQLException {
        openAndClose();
        String project = Project.DEFAULT.toString();
        file.execute(
                "DROP TABLE iaas_quota",
                "DROP TABLE iaas_public_flavor",
                "DROP TABLE iaas_public_image",
                "DROP TABLE iaas_audit",
                "DROP TABLE iaas_key_pair",
                "DROP INDEX iaas_vm_lease",
                "ALTER TABLE iaas_vm DROP COLUMN expires_at",
                "ALTER TABLE iaas_project DROP COLUMN state",
                "ALTER TABLE iaas_operation DROP COLUMN actor_kind",
                "ALTER TABLE iaas_operation DROP COLUMN actor_id",
                "ALTER TABLE iaas_operation DROP COLUMN actor_name",
                "DELETE FROM iaas_schema WHERE version >= 6",
                "INSERT INTO iaas_project (id, name, created_at) VALUES ('" + EMPTY + "', 'empty', 0)",
                "INSERT INTO iaas_image (id, project_id, name, state, firmware, created_at) VALUES ('%s', '%s', 'debian',"
                                .formatted(new UUID(1, 1), project)
                        + " 'READY', 'BIOS', 0)",
                "INSERT INTO iaas_vm (id, project_id, name, description, state, image_id, image_name, flavor_name, vcpus,"
                        + " memory_mib, disk_gib, created_at, version) SELECT lower(hex(randomblob(4))), '" + project
                        + "', name, '', 'RUNNING', '', '', name, vcpus, memory_mib, disk_gib, 0, 0 FROM iaas_flavor");

        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(file.path())) {
            assertThat(repositories.<QuotaUsage>read(
                            session -> session.identity().quotas().usage(Project.DEFAULT)))
                    .isEqualTo(new QuotaUsage(
                            Quota.unlimited(),
                            new ResourceAmounts(Map.of(
                                    QuotaResource.VMS, 4L,
                                    QuotaResource.VCPUS, 8L,
                                    QuotaResource.MEMORY_MIB, 13_440L,
                                    QuotaResource.DISK_GIB, 70L,
                                    QuotaResource.IMAGES, 1L))));
            assertThat(repositories.<QuotaUsage>read(
                            session -> session.identity().quotas().usage(EMPTY)))
                    .isEqualTo(QuotaUsage.none());
        }
    }

    @Test
    void projectsThatWereThereAreInUseWhenTheirStateComes() throws SQLException {
        openAndClose();
        file.execute(
                "ALTER TABLE iaas_project DROP COLUMN state",
                "ALTER TABLE iaas_audit DROP COLUMN role",
                "DROP INDEX iaas_vm_lease",
                "ALTER TABLE iaas_vm DROP COLUMN expires_at",
                "DELETE FROM iaas_schema WHERE version >= 9",
                "INSERT INTO iaas_project (id, name, created_at) VALUES ('" + EMPTY + "', 'empty', 0)");

        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(file.path())) {
            assertThat(repositories.<List<Project>>read(
                            session -> session.projects().list()))
                    .extracting(Project::state)
                    .containsExactly(Project.State.ACTIVE, Project.State.ACTIVE);
            assertThat(repositories.<Boolean>write(
                            session -> session.projects().changeState(EMPTY, Project.State.DELETING)))
                    .isTrue();
        }
        assertThatThrownBy(() -> file.execute("UPDATE iaas_project SET state = 'OTHER'"))
                .hasMessageContaining("CHECK");
    }

    @Test
    void entriesThatWereThereTellOfNoRole() throws SQLException {
        openAndClose();
        file.execute(
                "ALTER TABLE iaas_audit DROP COLUMN role",
                "DROP INDEX iaas_vm_lease",
                "ALTER TABLE iaas_vm DROP COLUMN expires_at",
                "DELETE FROM iaas_schema WHERE version >= 10",
                "INSERT INTO iaas_audit (at, actor_kind, action, outcome) VALUES (0, 'NOBODY', 'role.assign', 'SUCCEEDED')");

        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(file.path())) {
            assertThat(repositories.<List<AuditEntry>>read(session -> session.audit()
                            .list(AuditQuery.all(), PageRequest.first(9))
                            .items()))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.role()).isEmpty());
        }
    }

    @Test
    void machinesThatWereThereHaveNoLeaseAndMayGetOne() throws SQLException {
        openAndClose();
        UUID id = new UUID(1, 1);
        file.execute(
                "DROP INDEX iaas_vm_lease",
                "ALTER TABLE iaas_vm DROP COLUMN expires_at",
                "DELETE FROM iaas_schema WHERE version >= 11",
                "INSERT INTO iaas_vm (id, project_id, name, description, state, image_id, image_name, flavor_name, vcpus,"
                        + " memory_mib, disk_gib, created_at, version) VALUES ('%s', '%s', 'web', '', 'RUNNING', '%s',"
                                .formatted(id, Project.DEFAULT, id)
                        + " 'debian', 'small', 1, 1024, 10, 0, 0)");

        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(file.path())) {
            Vm vm = repositories
                    .<Optional<Vm>>read(session -> session.vms().find(Project.DEFAULT, new VmId(id)))
                    .orElseThrow();
            assertThat(vm.expiresAt()).isEmpty();
            Vm leased = repositories.write(session -> session.vms().update(vm.withLease(Instant.EPOCH, Vm.MAX_LEASE)));
            assertThat(repositories.<List<Vm>>read(
                            session -> session.vms().expired(Instant.EPOCH.plus(Vm.MAX_LEASE), Optional.empty(), 9)))
                    .containsExactly(leased);
        }
    }

    @Test
    void databaseOfANewerVersionIsRefusedInClearWords() throws SQLException {
        openAndClose();
        int known = Migrations.ALL.size();
        file.execute("INSERT INTO iaas_schema VALUES (%d, 'more', 'abc', 0), (%d, 'most', 'def', 0)"
                .formatted(known + 1, known + 2));
        assertRefused(
                ErrorCode.DATABASE_TOO_NEW, "schema version " + (known + 2), "knows " + known, "update the library");
    }

    @Test
    void databaseWhoseMigrationWasAnotherOneIsRefused() throws SQLException {
        openAndClose();
        file.execute("UPDATE iaas_schema SET checksum = 'other'");
        assertRefused(ErrorCode.DATABASE_UNUSABLE, "schema version 1");
    }

    @Test
    void migrationThatFailsLeavesTheDatabaseAsItWas() throws SQLException {
        file.execute("CREATE TABLE iaas_step (theirs TEXT)");
        assertRefused(ErrorCode.DATABASE_UNUSABLE, "schema was changed by others");
        file.execute("DROP TABLE iaas_step");
        assertThat(openAndClose()).matches("[0-9a-f]{12}");
    }

    @Test
    void tablesOfTheHostApplicationStay() throws SQLException {
        file.execute("CREATE TABLE operation (theirs TEXT)", "INSERT INTO operation VALUES ('kept')");
        openAndClose();
        file.execute("DELETE FROM operation WHERE theirs = 'kept'");
    }

    @Test
    void scriptIsSplitIntoItsStatementsAndChecked() {
        Migration migration = Migration.parse("V2__two_tables.sql", "-- why;\nCREATE a;\r\n\nCREATE b\n(c);\n");
        assertThat(migration.version()).isEqualTo(2);
        assertThat(migration.name()).isEqualTo("two_tables");
        assertThat(migration.statements()).containsExactly("CREATE a", "CREATE b\n(c)");
        assertThat(Migration.parse("V2__two_tables.sql", "-- why;\nCREATE a;\n\nCREATE b\n(c);\n")
                        .checksum())
                .isEqualTo(migration.checksum());
        assertThatThrownBy(() -> Migration.parse("two.sql", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void schemaThatDatabasesHaveNeverChanges() {
        assertThat(Migrations.ALL.get(0).checksum())
                .isEqualTo("477fb59b33423a4041fc0654594e4cc640824fd709b30f7b18a96585636d24b6");
    }

    @Test
    void knownMigrationsAreNumberedFromOne() {
        assertThat(Migrations.ALL).isNotEmpty();
        for (int i = 0; i < Migrations.ALL.size(); i++) {
            assertThat(Migrations.ALL.get(i).version()).isEqualTo(i + 1);
        }
    }

    private String openAndClose() {
        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(file.path())) {
            return repositories.read(RepositorySession::installation);
        }
    }

    private void assertRefused(ErrorCode code, String... words) {
        assertThatThrownBy(this::openAndClose)
                .isInstanceOfSatisfying(
                        RepositoryException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(file.path().toString())
                .hasMessageContainingAll(words);
    }
}
