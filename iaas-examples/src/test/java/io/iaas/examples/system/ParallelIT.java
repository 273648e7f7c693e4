package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static io.iaas.examples.system.RealCloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.image.Image;
import io.iaas.operation.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelIT {
    private static final int MACHINES = 10;

    @TempDir
    Path directory;

    @Test
    void tenMachinesAreCreatedAndDeletedAtOnce() {
        try (RealCloud cloud = RealCloud.open(directory, "parallel")) {
            Image image = cloud.bootSector();
            List<String> before = cloud.inventory();
            Wait booted = Wait.until(WaitCondition.console("D BOOT 1\\b"), Duration.ofMinutes(1));

            List<Operation<Vm>> creates = IntStream.range(0, MACHINES)
                    .mapToObj(i -> cloud.iaas
                            .compute()
                            .create(aVm("vm-" + i, image).waitFor(booted).build()))
                    .toList();
            List<Vm> vms =
                    creates.stream().map(create -> create.await(PATIENCE)).toList();
            assertThat(vms).extracting(Vm::state).containsOnly(VmState.RUNNING);

            List<Operation<VmId>> deletes =
                    vms.stream().map(vm -> cloud.iaas.compute().delete(vm.id())).toList();
            deletes.forEach(delete -> delete.await(PATIENCE));
            assertThat(cloud.inventory()).isEqualTo(before);

            cloud.iaas.images().delete(image.id()).await(PATIENCE);
        }
    }
}
