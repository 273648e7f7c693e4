package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.Vm;
import io.iaas.identity.Project;
import io.iaas.image.Image;
import io.iaas.operation.JournalStep;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.LoginFailures;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import io.iaas.spi.repository.StoredUser;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class DurabilityContract extends DatabaseTest {
    @Test
    void everythingCommittedIsThereAfterReopening() {
        if (!fixture().durable()) {
            assertThat(found(session -> session.projects().find(OTHER))).isPresent();
            return;
        }
        Vm vm = samples().fullVm("web");
        Image image = samples().image("debian");
        StoredOperation operation = samples().operation();
        ResourceKey disk = new ResourceKey(ResourceKey.Kind.DISK, Samples.HOST, "disk0");
        StepRecord step = new StepRecord(
                operation.id(),
                0,
                "volume",
                JournalStep.State.INTENT,
                Optional.of(disk),
                Map.of("a", "b"),
                Map.of(),
                1);
        LedgerEntry entry = new LedgerEntry(disk, vm.id().value(), LedgerEntry.State.PLANNED);
        StoredUser user = samples().user("alice");
        LoginFailures failures = new LoginFailures("key", 3, start());
        String installation = write(session -> {
            session.vms().insert(vm);
            session.images().insert(image);
            session.operations().insert(operation);
            session.steps().put(step);
            session.ledger().put(entry);
            session.identity().users().insert(user);
            session.identity().loginFailures().put(failures);
            return session.installation();
        });

        fixture().reopen();

        assertThat(installation()).isEqualTo(installation);
        assertThat(found(session -> session.projects().find(OTHER))).isPresent();
        assertThat(found(session -> session.vms().find(Project.DEFAULT, vm.id())))
                .contains(vm);
        assertThat(found(session -> session.images().find(Project.DEFAULT, image.id())))
                .contains(image);
        assertThat(found(session -> session.operations().find(Project.DEFAULT, operation.id())))
                .contains(operation);
        assertThat(listed(session -> session.steps().list(operation.id()))).containsExactly(step);
        assertThat(listed(session -> session.ledger().live())).containsExactly(entry);
        assertThat(found(session -> session.identity().users().findByName("alice")))
                .contains(user);
        assertThat(found(session -> session.identity().loginFailures().find("key")))
                .contains(failures);
    }
}
