package io.iaas.examples.tenants;

import static io.iaas.examples.tenants.ResourceCalls.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.ProjectView;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.identity.Role;
import io.iaas.image.Image;
import io.iaas.page.PageRequest;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a tenant makes public is all that others see of it. */
class PublicityTest {
    private static final PageRequest PAGE = PageRequest.first(100);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void publicImageAndFlavorAreUsedByOthersAndNothingElseIsSeen(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView alpha = tenants.iaas.login(tenants.member(tenants.alpha.project(), Role.MEMBER));
            ProjectView beta = tenants.iaas.project(tenants.beta.project());
            VmSpec spec = VmSpec.named("guest").image("beta").flavor("beta").build();
            assertFails(ErrorCode.NOT_FOUND, () -> alpha.compute().create(spec));

            Image image = beta.images().publish(tenants.beta.image());
            Flavor flavor = beta.flavors().publish("beta");

            assertThat(alpha.images().get("beta")).isEqualTo(image);
            assertThat(alpha.images().get(image.id())).isEqualTo(image);
            assertThat(alpha.images().listPublic(PAGE).items()).containsExactly(image);
            assertThat(alpha.images().list(PAGE).items()).doesNotContain(image);
            assertThat(alpha.flavors().get("beta")).isEqualTo(flavor);
            assertThat(alpha.flavors().list()).contains(flavor);
            assertThat(alpha.flavors().listPublic()).containsExactly(flavor);
            Vm guest = alpha.compute().create(spec).await(PATIENCE);
            assertThat(guest.imageId()).isEqualTo(image.id());
            assertThat(guest.projectId()).isEqualTo(tenants.alpha.project());
            assertThat(alpha.images().find("second-beta")).isEmpty();
            assertThat(alpha.flavors().find("second-beta")).isEmpty();
            assertThat(alpha.compute().find("beta")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void publicImageIsDeletedOnceItIsTakenBackAndNobodyUsesIt(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView alpha = tenants.iaas.project(tenants.alpha.project());
            ProjectView beta = tenants.iaas.project(tenants.beta.project());
            Image image = beta.images().publish(beta.images().get("second-beta").id());
            Vm guest = alpha.compute()
                    .create(VmSpec.named("guest")
                            .image("second-beta")
                            .flavor("alpha")
                            .build())
                    .await(PATIENCE);

            assertThatThrownBy(() -> beta.images().delete(image.id()))
                    .hasMessage("image 'second-beta' is used by VMs of other projects (1)");
            beta.images().unpublish(image.id());
            assertFails(ErrorCode.NOT_FOUND, () -> alpha.images().get(image.id()));
            assertFails(ErrorCode.IN_USE, () -> beta.images().delete(image.id()));
            alpha.compute().delete(guest.id()).await(PATIENCE);

            beta.images().publish(image.id());
            assertFails(ErrorCode.WRONG_STATE, () -> beta.images().delete(image.id()));
            beta.images().unpublish(image.id());
            beta.images().delete(image.id()).await(PATIENCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void publicThingsAreChangedByTheirOwnersOnly(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView alpha = tenants.iaas.project(tenants.alpha.project());
            ProjectView beta = tenants.iaas.project(tenants.beta.project());
            Image image = beta.images().publish(tenants.beta.image());
            beta.flavors().publish("beta");

            assertFails(ErrorCode.NOT_FOUND, () -> alpha.images().unpublish(image.id()));
            assertFails(ErrorCode.NOT_FOUND, () -> alpha.images().publish(image.id()));
            assertFails(ErrorCode.NOT_FOUND, () -> alpha.images().delete(image.id()));
            assertFails(ErrorCode.NOT_FOUND, () -> alpha.flavors().publish("beta"));
            assertFails(ErrorCode.NOT_FOUND, () -> alpha.flavors().unpublish("beta"));
            assertFails(ErrorCode.NOT_FOUND, () -> alpha.flavors().delete("beta"));
            assertFails(ErrorCode.WRONG_STATE, () -> beta.flavors().delete("beta"));
            beta.flavors().unpublish("beta");
            assertFails(ErrorCode.NOT_FOUND, () -> beta.flavors().unpublish("beta"));
            beta.flavors().delete("beta");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ownNameHidesAPublicOne(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView alpha = tenants.iaas.project(tenants.alpha.project());
            ProjectView beta = tenants.iaas.project(tenants.beta.project());
            beta.flavors().publish("beta");
            Flavor own = alpha.flavors().create(new Flavor("beta", 2, 64, 0));

            assertThat(alpha.flavors().get("beta")).isEqualTo(own);
            assertThat(alpha.flavors().list()).extracting(Flavor::name).containsOnlyOnce("beta");
            assertThat(alpha.compute()
                            .create(VmSpec.named("guest")
                                    .image("alpha")
                                    .flavor("beta")
                                    .build())
                            .await(PATIENCE)
                            .flavor())
                    .isEqualTo(own);
            assertFails(ErrorCode.NAME_TAKEN, () -> alpha.flavors().publish("beta"));
            alpha.flavors().delete("beta");
            assertThat(alpha.flavors().get("beta").memoryMib()).isEqualTo(128);
        }
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IaasException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
