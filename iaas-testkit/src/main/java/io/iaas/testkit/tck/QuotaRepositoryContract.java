package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.quota.Quota;
import io.iaas.quota.QuotaExceededException;
import io.iaas.quota.QuotaResource;
import io.iaas.quota.QuotaUsage;
import io.iaas.quota.ResourceAmounts;
import io.iaas.spi.repository.RepositorySession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a project uses is what its rows take, and its limits hold within the transaction that adds one. */
abstract class QuotaRepositoryContract extends DatabaseTest {
    private static final Flavor MEDIUM = new Flavor("medium", 2, 4096, 40);
    private static final ResourceAmounts ONE_MEDIUM = new ResourceAmounts(Map.of(
            QuotaResource.VMS, 1L,
            QuotaResource.VCPUS, 2L,
            QuotaResource.MEMORY_MIB, 4096L,
            QuotaResource.DISK_GIB, 40L));

    @Test
    void projectIsUnlimitedAndUsesNothingAtFirst() {
        assertThat(usage(OTHER)).isEqualTo(QuotaUsage.none());
        assertThat(held(OTHER)).isEqualTo(ResourceAmounts.none());
    }

    @Test
    void machineTakesWhatItsFlavorNeedsUntilItIsDeleted() {
        Vm one = insert(medium("one"));
        Vm other = insert(medium("other"));
        assertUsed(OTHER, ONE_MEDIUM.plus(ONE_MEDIUM));

        assertThat(changed(session -> session.vms().delete(OTHER, one.id()))).isTrue();
        assertUsed(OTHER, ONE_MEDIUM);
        assertThat(changed(session -> session.vms().delete(OTHER, other.id()))).isTrue();
        assertUsed(OTHER, ResourceAmounts.none());
    }

    @Test
    void whatIsNotThereIsNotGivenBack() {
        Vm kept = insert(medium("kept"));
        Vm gone = insert(medium("gone"));
        changed(session -> session.vms().delete(OTHER, gone.id()));
        Image image = samples().image(OTHER, "disk");
        writing(session -> session.images().insert(image));

        assertThat(changed(session -> session.vms().delete(OTHER, gone.id()))).isFalse();
        assertThat(changed(session -> session.vms().delete(Project.DEFAULT, kept.id())))
                .isFalse();
        assertThat(changed(session -> session.images().delete(Project.DEFAULT, image.id())))
                .isFalse();

        assertUsed(OTHER, ONE_MEDIUM.plus(images(1)));
        assertUsed(Project.DEFAULT, ResourceAmounts.none());
    }

    @Test
    void imagesAreCountedUntilTheyAreDeleted() {
        Image image = samples().image(OTHER, "disk");
        writing(session -> {
            session.images().insert(image);
            session.images().insert(samples().image(OTHER, "other"));
        });
        assertUsed(OTHER, images(2));

        assertThat(changed(session -> session.images().delete(OTHER, image.id())))
                .isTrue();
        assertUsed(OTHER, images(1));
    }

    @Test
    void changesOfAMachineLeaveWhatItTakes() {
        Vm vm = insert(medium("web"));

        writing(session -> {
            Vm larger = resized(vm.withState(VmState.RUNNING), new Flavor("large", 8, 65_536, 400));
            session.vms().update(larger);
        });

        assertUsed(OTHER, ONE_MEDIUM);
    }

    @Test
    void unitOfWorkThatFailsTakesNothing() {
        assertThatThrownBy(() -> writing(session -> {
                    session.vms().insert(medium("web"));
                    throw new IllegalArgumentException("changed its mind");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertUsed(OTHER, ResourceAmounts.none());
    }

    @Test
    void nameThatIsTakenTakesNothing() {
        insert(medium("web"));

        assertFails(ErrorCode.NAME_TAKEN, () -> insert(medium("web")));
        assertThat(changed(session -> refused(session, medium("web"), ErrorCode.NAME_TAKEN)))
                .isTrue();

        assertUsed(OTHER, ONE_MEDIUM);
    }

    @Test
    void eachLimitIsReachedAndNotPassed() {
        for (QuotaResource resource :
                List.of(QuotaResource.VMS, QuotaResource.VCPUS, QuotaResource.MEMORY_MIB, QuotaResource.DISK_GIB)) {
            long each = ONE_MEDIUM.of(resource);
            limit(Quota.unlimited().withLimit(resource, 2 * each));
            List<VmId> fit =
                    List.of(insert(medium("one")).id(), insert(medium("other")).id());

            QuotaExceededException refusal =
                    catchThrowableOfType(QuotaExceededException.class, () -> insert(medium("more")));

            assertThat(refusal.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
            assertThat(refusal)
                    .returns(resource, QuotaExceededException::resource)
                    .returns(2 * each, QuotaExceededException::limit)
                    .returns(2 * each, QuotaExceededException::used)
                    .returns(each, QuotaExceededException::asked)
                    .hasMessageContaining(resource.words());
            assertUsed(OTHER, ONE_MEDIUM.plus(ONE_MEDIUM));
            fit.forEach(id -> changed(session -> session.vms().delete(OTHER, id)));
        }
    }

    @Test
    void limitOfImagesIsReachedAndNotPassed() {
        limit(Quota.unlimited().withLimit(QuotaResource.IMAGES, 1));
        writing(session -> session.images().insert(samples().image(OTHER, "disk")));

        assertFails(
                ErrorCode.QUOTA_EXCEEDED,
                () -> writing(session -> session.images().insert(samples().image(OTHER, "more"))));

        assertUsed(OTHER, images(1));
        insert(medium("web"));
    }

    @Test
    void whatIsRefusedIsNotThereEvenWhenTheUnitOfWorkGoesOn() {
        limit(Quota.unlimited().withLimit(QuotaResource.VCPUS, 1).withLimit(QuotaResource.IMAGES, 0));
        Image image = samples().image(OTHER, "disk");

        assertThat(changed(session -> refused(session, medium("web"), ErrorCode.QUOTA_EXCEEDED)))
                .isTrue();
        writing(session -> {
            assertThatThrownBy(() -> session.images().insert(image)).isInstanceOf(QuotaExceededException.class);
            session.identity().quotas().limit(OTHER, Quota.unlimited());
        });

        assertThat(found(session -> session.vms().findByName(OTHER, "web"))).isEmpty();
        assertThat(found(session -> session.images().find(OTHER, image.id()))).isEmpty();
        assertUsed(OTHER, ResourceAmounts.none());
        insert(medium("web"));
    }

    @Test
    void limitBelowWhatIsUsedLetsNothingNewInThatTakesOfIt() {
        Vm web = insert(medium("web"));
        limit(Quota.unlimited().withLimit(QuotaResource.DISK_GIB, 10));

        assertFails(ErrorCode.QUOTA_EXCEEDED, () -> insert(medium("more")));
        insert(resized(medium("diskless"), new Flavor("diskless", 1, 64, 0)));
        changed(session -> session.vms().delete(OTHER, web.id()));

        insert(resized(medium("small"), new Flavor("small", 1, 64, 10)));
        assertThat(usage(OTHER).used(QuotaResource.DISK_GIB)).isEqualTo(10);
    }

    @Test
    void limitsAreReplacedAndBelongToOneProject() {
        limit(Quota.unlimited().withLimit(QuotaResource.VMS, 7).withLimit(QuotaResource.MEMORY_MIB, 1));
        Quota quota = Quota.unlimited()
                .withLimit(QuotaResource.VMS, 0)
                .withLimit(QuotaResource.VCPUS, 1)
                .withLimit(QuotaResource.DISK_GIB, 2)
                .withLimit(QuotaResource.IMAGES, 3);
        limit(quota);

        assertThat(usage(OTHER).quota()).isEqualTo(quota);
        assertThat(usage(Project.DEFAULT).quota()).isEqualTo(Quota.unlimited());
        insert(samples().vm("web"));
    }

    @Test
    void countIsReplacedWhateverTheLimitsAre() {
        limit(Quota.unlimited().withLimit(QuotaResource.VMS, 1));
        insert(medium("web"));
        ResourceAmounts wrong = new ResourceAmounts(Map.of(QuotaResource.VMS, 5L, QuotaResource.IMAGES, 1L));

        writing(session -> session.identity().quotas().charge(OTHER, wrong));
        assertThat(usage(OTHER).used()).isEqualTo(wrong);
        assertThat(held(OTHER)).isEqualTo(ONE_MEDIUM);

        writing(session -> session.identity().quotas().charge(OTHER, held(session)));
        assertUsed(OTHER, ONE_MEDIUM);
        assertThat(usage(OTHER).limit(QuotaResource.VMS)).hasValue(1);
    }

    @Test
    void quotaGoesWithItsProject() {
        limit(Quota.unlimited().withLimit(QuotaResource.VMS, 0));

        assertThat(changed(session -> session.projects().delete(OTHER))).isTrue();
        writing(session -> session.projects().insert(new Project(OTHER, "other", start())));

        assertThat(usage(OTHER)).isEqualTo(QuotaUsage.none());
    }

    @Test
    void projectThatDoesNotExistIsNotLimited() {
        ProjectId nobody = new ProjectId(samples().nextId());
        assertThatThrownBy(() -> writing(session -> session.identity().quotas().limit(nobody, Quota.unlimited())))
                .isInstanceOf(IllegalStateException.class);
    }

    private Vm medium(String name) {
        return resized(samples().vm(OTHER, name), MEDIUM);
    }

    private static Vm resized(Vm vm, Flavor flavor) {
        return new Vm(
                vm.id(),
                vm.projectId(),
                vm.name(),
                vm.description(),
                vm.labels(),
                vm.state(),
                Optional.empty(),
                vm.imageId(),
                vm.imageName(),
                flavor,
                vm.host(),
                vm.nics(),
                vm.createdAt(),
                vm.expiresAt(),
                vm.version());
    }

    private static boolean refused(RepositorySession session, Vm vm, ErrorCode code) {
        assertFails(code, () -> session.vms().insert(vm));
        return true;
    }

    private static ResourceAmounts images(long number) {
        return new ResourceAmounts(Map.of(QuotaResource.IMAGES, number));
    }

    private void limit(Quota quota) {
        writing(session -> session.identity().quotas().limit(OTHER, quota));
    }

    private QuotaUsage usage(ProjectId project) {
        return read(session -> session.identity().quotas().usage(project));
    }

    private ResourceAmounts held(ProjectId project) {
        return read(session -> session.identity().quotas().held(project));
    }

    private static ResourceAmounts held(RepositorySession session) {
        return session.identity().quotas().held(OTHER);
    }

    private void assertUsed(ProjectId project, ResourceAmounts amounts) {
        assertThat(usage(project).used()).as("count").isEqualTo(amounts);
        assertThat(held(project)).as("sum").isEqualTo(amounts);
    }
}
