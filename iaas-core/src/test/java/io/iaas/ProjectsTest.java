package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.error.InvalidInputException;
import io.iaas.error.NotFoundException;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.ProjectService;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.SimulatedCall;
import io.iaas.page.PageRequest;
import java.io.ByteArrayInputStream;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectsTest {
    private final Cloud cloud = Cloud.tryingOnce(2);
    private final ProjectService projects = cloud.iaas.identity().projects();
    private final Project shop = projects.create("shop");
    private final ProjectView view = cloud.iaas.project(shop.id());

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void projectIsFoundByNameAndIdAndListedBehindTheDefaultOne() {
        assertThat(projects.get("shop")).isEqualTo(shop);
        assertThat(projects.get(shop.id())).isEqualTo(shop);
        assertThat(projects.find("nobody's")).isEmpty();
        assertThat(projects.list(PageRequest.first(9)).items())
                .extracting(Project::name)
                .containsExactly("default", "shop");
        assertThatThrownBy(() -> projects.create("shop")).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> projects.create("../shop")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> projects.get("ghost")).hasMessage("project 'ghost' does not exist");
    }

    @Test
    void newProjectIsEmptyAndWorksOnItsOwn() {
        assertThat(view.project()).isEqualTo(shop.id());
        assertThat(view.caller()).isEmpty();
        assertThat(view.flavors().list()).isEmpty();
        assertThat(view.images().list(PageRequest.first(1)).items()).isEmpty();

        Vm web = machine();

        assertThat(view.compute().get("web").id()).isEqualTo(web.id());
        assertThat(cloud.iaas.compute().find("web")).isEmpty();
        assertThat(cloud.create("web").id()).isNotEqualTo(web.id());
    }

    @Test
    void emptyProjectIsDeletedAndItsViewsSayThatItIsGone() {
        projects.delete(shop.id());

        assertThat(projects.find("shop")).isEmpty();
        assertThatThrownBy(() -> view.flavors().list())
                .isInstanceOf(NotFoundException.class)
                .hasMessage("project '" + shop.id() + "' does not exist");
        assertThatThrownBy(() -> cloud.iaas.project(shop.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> projects.delete(shop.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> cloud.iaas.identity().members(shop.id()).list(PageRequest.first(1)))
                .isInstanceOf(NotFoundException.class);
        assertThat(projects.create("shop").id()).isNotEqualTo(shop.id());
    }

    @Test
    void whatAProjectHoldsIsNamedUntilItIsGone() {
        Vm web = machine();
        for (int i = 0; i < 6; i++) {
            view.flavors().create(new Flavor("f" + i, 1, 256, 0));
        }

        assertInUse("project 'shop' holds VMs web; images disk; flavors tiny, f0, f1, f2, f3 and more");
        view.compute().delete(web.id()).await(PATIENCE);
        view.images().delete(view.images().get("disk").id()).await(PATIENCE);
        view.flavors().list().forEach(flavor -> view.flavors().delete(flavor.name()));
        projects.delete(shop.id());

        assertThat(projects.find("shop")).isEmpty();
    }

    @Test
    void operationThatIsBlockedHoldsItsProject() {
        Vm web = machine();
        cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.DELETE_VOLUME, ErrorCode.HYPERVISOR_REFUSED)
                        .forever());
        var delete = view.compute().delete(web.id());
        assertThatThrownBy(() -> delete.await(PATIENCE)).isInstanceOf(IaasException.class);

        assertThatThrownBy(() -> projects.delete(shop.id()))
                .hasMessageContaining("operations that have not ended: " + delete.id());
    }

    @Test
    void defaultProjectStays() {
        assertThatThrownBy(() -> projects.delete(Project.DEFAULT))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_STATE));
    }

    @Test
    void projectThatIsNoneHasNoView() {
        ProjectId nowhere = new ProjectId(new UUID(9, 9));
        assertThatThrownBy(() -> cloud.iaas.project(nowhere)).hasMessage("project '" + nowhere + "' does not exist");
    }

    private Vm machine() {
        view.flavors().create(new Flavor("tiny", 1, 128, 0));
        view.images()
                .importImage(ImageSpec.disk("disk", new ByteArrayInputStream(new byte[4096])))
                .await(PATIENCE);
        return view.compute()
                .create(VmSpec.named("web").image("disk").flavor("tiny").build())
                .await(PATIENCE);
    }

    private void assertInUse(String message) {
        assertThatThrownBy(() -> projects.delete(shop.id()))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IN_USE));
    }
}
