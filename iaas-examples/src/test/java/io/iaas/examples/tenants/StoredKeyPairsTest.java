package io.iaas.examples.tenants;

import static io.iaas.examples.tenants.ResourceCalls.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.ProjectView;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditQuery;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.error.NotFoundException;
import io.iaas.identity.GeneratedKeyPair;
import io.iaas.identity.KeyPair;
import io.iaas.operation.Operation;
import io.iaas.page.PageRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The key pairs that a project keeps. */
class StoredKeyPairsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void machineKeepsTheKeyThatThePairHadWhenItsCreateWasSubmitted(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView view = tenants.iaas.project(tenants.alpha.project());
            KeyPair given = KeyPair.generate("given").publicKey();
            GeneratedKeyPair laptop = view.keyPairs().generate("laptop");
            Operation<Vm> create = view.compute()
                    .create(VmSpec.named("web")
                            .image("alpha")
                            .flavor("alpha")
                            .sshKey(given)
                            .sshKey("laptop")
                            .build());
            view.keyPairs().delete("laptop");
            view.keyPairs().generate("laptop");
            create.await(PATIENCE);

            String keys = tenants.repositories
                    .read(session -> session.operations().find(create.id()))
                    .orElseThrow()
                    .input()
                    .getOrDefault("guest.sshKeys", "");
            assertThat(keys.lines())
                    .containsExactly(given.line(), laptop.publicKey().line());
        }
    }

    @ParameterizedTest
    @EnumSource
    void createWithAPairOfAnotherProjectIsRefusedBeforeAnythingChanges(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView view = tenants.iaas.project(tenants.alpha.project());
            VmSpec spec = VmSpec.named("web")
                    .image("alpha")
                    .flavor("alpha")
                    .sshKey("beta")
                    .build();

            assertThatThrownBy(() -> view.compute().create(spec))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("key pair 'beta'");
            assertThat(view.compute().find("web")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void privateHalfIsGivenOnceAndIsNowhereElse(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView view = tenants.iaas.project(tenants.alpha.project());

            GeneratedKeyPair laptop = view.keyPairs().generate("laptop");

            List<String> body = laptop.privateKey()
                    .lines()
                    .filter(line -> !line.startsWith("-"))
                    .skip(1)
                    .toList();
            assertThat(body).isNotEmpty();
            List<AuditEntry> trail = tenants.iaas
                    .audit()
                    .list(AuditQuery.all(), PageRequest.first(1000))
                    .items();
            assertThat(view.keyPairs().get("laptop").key()).isEqualTo(laptop.publicKey());
            assertThat(trail.toString() + view.keyPairs().list(PageRequest.first(9)) + laptop)
                    .contains("key-pair.generate")
                    .doesNotContain(body);
        }
    }
}
