package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static io.iaas.examples.system.RealCloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.compute.VmState;
import io.iaas.image.Image;
import io.iaas.operation.OperationFailedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real libvirt, a create or delete that fails at any of its calls leaves libvirt and disk as they were. */
@Tag("matrix")
class RollbackIT {
    @TempDir
    Path directory;

    private final Breaking breaking = new Breaking();

    @Test
    void createThatFailsAtAnyCallLeavesNothing() {
        try (RealCloud cloud = RealCloud.open(directory, "rollback", breaking::wrap)) {
            Image image = cloud.bootSector();
            VmSpec spec = aVm("web", image).build();
            List<String> before = cloud.inventory();
            List<String> calls = callsOfACreate(cloud, spec);

            for (int call = 0; call < calls.size(); call++) {
                for (boolean after : new boolean[] {false, true}) {
                    breaking.breakCall(call, after);
                    assertThatThrownBy(() -> cloud.iaas.compute().create(spec).await(PATIENCE))
                            .as("call %d %s, after effect: %s", call, calls.get(call), after)
                            .isInstanceOf(OperationFailedException.class)
                            .hasMessageContaining("was broken");
                    assertThat(cloud.inventory())
                            .as("call %d %s, after effect: %s", call, calls.get(call), after)
                            .isEqualTo(before);
                    assertThat(cloud.iaas.compute().find("web")).isEmpty();
                }
            }
            breaking.repair();
            cloud.iaas.images().delete(image.id()).await(PATIENCE);
        }
    }

    private List<String> callsOfACreate(RealCloud cloud, VmSpec spec) {
        breaking.repair();
        Vm vm = cloud.iaas.compute().create(spec).await(PATIENCE);
        List<String> calls = breaking.made();
        cloud.iaas.compute().delete(vm.id()).await(PATIENCE);
        return calls;
    }

    @Test
    void deleteThatFailsAtAnyCallEndsWholeOrGivesTheMachineBack() {
        try (RealCloud cloud = RealCloud.open(directory, "deletes", breaking::wrap)) {
            Image image = cloud.bootSector();
            VmSpec spec = aVm("web", image).build();
            List<String> before = cloud.inventory();
            int call = 0;
            boolean more = true;
            while (more) {
                Vm vm = cloud.iaas.compute().create(spec).await(PATIENCE);
                List<String> with = cloud.inventory();
                breaking.breakCall(call, call % 2 == 0);
                boolean deleted = deletes(cloud, vm);
                more = breaking.made().size() > call;
                breaking.repair();
                if (!deleted) {
                    assertThat(cloud.inventory()).as("call %d", call).isEqualTo(with);
                    assertThat(cloud.iaas.compute().get("web").state()).isEqualTo(VmState.RUNNING);
                    cloud.iaas.compute().delete(vm.id()).await(PATIENCE);
                }
                assertThat(cloud.inventory()).as("call %d", call).isEqualTo(before);
                call++;
            }
            assertThat(call).isGreaterThan(5);
            cloud.iaas.images().delete(image.id()).await(PATIENCE);
        }
    }

    private static boolean deletes(RealCloud cloud, Vm vm) {
        try {
            cloud.iaas.compute().delete(vm.id()).await(PATIENCE);
            return true;
        } catch (OperationFailedException e) {
            return false;
        }
    }
}
