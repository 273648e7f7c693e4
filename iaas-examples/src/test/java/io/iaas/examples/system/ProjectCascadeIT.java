package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static io.iaas.examples.system.RealCloud.aVm;
import static io.iaas.examples.system.RealCloud.guest;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.ProjectView;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.identity.Project;
import io.iaas.image.Image;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project with guests that run goes from the host, and what is in another one stays. */
class ProjectCascadeIT {
    @TempDir
    Path directory;

    @Test
    void nothingOfTheProjectIsLeftOnTheHostAndAllOfTheOtherOneIs() {
        try (RealCloud cloud = RealCloud.open(directory, "cascade")) {
            Image image = cloud.bootSector();
            Vm stays = cloud.iaas.compute().create(aVm("stays", image).build()).await(PATIENCE);
            List<String> before = cloud.inventory();
            Project shop = cloud.iaas.identity().projects().create("shop");
            furnish(cloud.iaas.project(shop.id()));
            assertThat(cloud.inventory()).hasSizeGreaterThan(before.size());

            cloud.iaas.cascade().deleteProject(shop.id()).await(PATIENCE);

            assertThat(cloud.inventory()).isEqualTo(before);
            assertThat(cloud.iaas.compute().get(stays.id()).state()).isEqualTo(VmState.RUNNING);
            assertThat(cloud.iaas.identity().projects().find("shop")).isEmpty();
        }
    }

    private static void furnish(ProjectView shop) {
        shop.flavors().create(new Flavor(RealCloud.FLAVOR, 1, 16, 0));
        Image image =
                shop.images().importFile("boot-sector", guest("d/disk.qcow2")).await(PATIENCE);
        shop.compute().create(aVm("runs", image).build()).await(PATIENCE);
        Vm off = shop.compute().create(aVm("off", image).build()).await(PATIENCE);
        shop.compute().forceStop(off.id()).await(PATIENCE);
        shop.compute().create(aVm("late", image).build());
    }
}
