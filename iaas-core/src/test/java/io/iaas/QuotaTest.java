package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.error.ErrorCode;
import io.iaas.error.InvalidInputException;
import io.iaas.error.NotFoundException;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.PageRequest;
import io.iaas.quota.Quota;
import io.iaas.quota.QuotaDrift;
import io.iaas.quota.QuotaExceededException;
import io.iaas.quota.QuotaResource;
import io.iaas.quota.QuotaService;
import io.iaas.quota.ResourceAmounts;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a project may hold is taken at the submission, and given back when the machine or the image is gone. */
class QuotaTest {
    private static final ResourceAmounts ONE_TINY = new ResourceAmounts(Map.of(
            QuotaResource.VMS, 1L,
            QuotaResource.VCPUS, 1L,
            QuotaResource.MEMORY_MIB, 128L));

    private final Cloud cloud = Cloud.tryingOnce(2);
    private final QuotaService quotas = cloud.iaas.project(Project.DEFAULT).quotas();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void machineIsTakenFromTheQuotaFromItsSubmissionUntilItIsGone() {
        ResourceAmounts image = quotas.usage().used();
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.CREATE_CONSOLE));
        Operation<Vm> create = cloud.iaas.compute().create(aVm("web").build());
        assertThat(quotas.usage().used().minus(image)).isEqualTo(ONE_TINY);
        hang.release();
        Vm web = create.await(PATIENCE);
        assertThat(quotas.usage().used().minus(image)).isEqualTo(ONE_TINY);

        cloud.delete(web);

        assertThat(quotas.usage().used()).isEqualTo(image);
        assertThat(quotas.drift()).isEmpty();
    }

    @Test
    void createBeyondTheQuotaIsRefusedBeforeAnythingChanges() {
        quotas.set(Quota.unlimited().withLimit(QuotaResource.VMS, 1));
        cloud.create("web");
        long operations = operations();

        QuotaExceededException refusal = catchThrowableOfType(QuotaExceededException.class, () -> cloud.create("more"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(refusal).hasMessage("the project's quota of VMs is 1: 1 used, 1 more asked for");
        assertThat(operations()).isEqualTo(operations);
        assertThat(cloud.iaas.compute().find("more")).isEmpty();
    }

    @Test
    void repeatedRequestUnderItsKeyIsNotCountedAgain() {
        quotas.set(Quota.unlimited().withLimit(QuotaResource.VMS, 1));
        SubmitOptions keyed = SubmitOptions.none().withIdempotencyKey("order-17");
        var compute = cloud.iaas.compute().with(keyed);
        Operation<Vm> first = compute.create(aVm("web").build());

        assertThat(compute.create(aVm("web").build()).id()).isEqualTo(first.id());
    }

    @Test
    void createThatIsRolledBackGivesBackWhatItTook() {
        ResourceAmounts before = quotas.usage().used();
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.CREATE_CONSOLE, ErrorCode.STORAGE_FULL));

        assertThatThrownBy(() -> cloud.create("web")).isInstanceOf(OperationFailedException.class);

        assertThat(quotas.usage().used()).isEqualTo(before);
    }

    @Test
    void createThatIsAbandonedKeepsWhatItTookUntilItsMachineIsDeleted() {
        ResourceAmounts before = quotas.usage().used();
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));
        InjectedFault stuck = cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.UNDEFINE_DOMAIN, ErrorCode.HYPERVISOR_UNAVAILABLE)
                        .forever());
        Operation<Vm> create = cloud.iaas.compute().create(aVm("web").build());
        await().atMost(PATIENCE).until(() -> create.info().state() == OperationState.UNDO_BLOCKED);
        stuck.remove();

        cloud.iaas.operations().abandon(create.id());
        assertThat(quotas.usage().used().minus(before)).isEqualTo(ONE_TINY);
        cloud.delete(cloud.iaas.compute().get("web"));

        assertThat(quotas.usage().used()).isEqualTo(before);
    }

    @Test
    void importBeyondTheQuotaIsRefusedUntilAnImageIsGone() {
        quotas.set(Quota.unlimited().withLimit(QuotaResource.IMAGES, 1));

        assertThatThrownBy(() -> cloud.importImage("more")).isInstanceOf(QuotaExceededException.class);
        Image first = cloud.iaas.images().get(Cloud.IMAGE);
        cloud.iaas.images().delete(first.id()).await(PATIENCE);

        assertThat(cloud.importImage("more").name()).isEqualTo("more");
    }

    @Test
    void importThatIsRolledBackGivesBackWhatItTook() {
        ImageSpec broken = ImageSpec.disk("broken", new ByteArrayInputStream(new byte[4096]))
                .withSha256("0".repeat(64));
        ResourceAmounts before = quotas.usage().used();

        assertThatThrownBy(() -> cloud.iaas.images().importImage(broken).await(PATIENCE))
                .isInstanceOf(OperationFailedException.class);

        assertThat(quotas.usage().used()).isEqualTo(before);
    }

    @Test
    void damagedCountIsReportedAndPutRight() {
        cloud.create("web");
        ResourceAmounts right = quotas.usage().used();
        cloud.repositories.<Boolean>write(session -> {
            session.identity()
                    .quotas()
                    .charge(
                            Project.DEFAULT,
                            right.plus(new ResourceAmounts(Map.of(QuotaResource.VMS, 2L, QuotaResource.IMAGES, -1L))));
            return true;
        });

        QuotaDrift vms = new QuotaDrift(QuotaResource.VMS, 3, 1);
        QuotaDrift images = new QuotaDrift(QuotaResource.IMAGES, 0, 1);
        assertThat(quotas.drift()).containsExactly(vms, images);
        assertThat(quotas.recount()).containsExactly(vms, images);
        assertThat(quotas.recount()).isEmpty();
        assertThat(quotas.usage().used()).isEqualTo(right);
    }

    @Test
    void limitThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Quota.unlimited().withLimit(QuotaResource.VCPUS, -1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("vCPUs");
    }

    @Test
    void projectThatDoesNotExistHasNoQuota() {
        QuotaService nobodys = cloud.iaas.identity().quotas(new ProjectId(new UUID(9, 9)));

        assertThatThrownBy(nobodys::usage).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> nobodys.set(Quota.unlimited())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(nobodys::drift).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(nobodys::recount).isInstanceOf(NotFoundException.class);
    }

    private long operations() {
        return cloud.iaas
                .operations()
                .list(OperationQuery.all(), PageRequest.first(PageRequest.MAX_LIMIT))
                .items()
                .size();
    }
}
