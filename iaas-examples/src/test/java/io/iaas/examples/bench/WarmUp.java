package io.iaas.examples.bench;

import io.iaas.Iaas;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Creates and deletes on a simulated host, until a JVM has compiled what they run. An application's JVM has done so long
 * before; here the compiler would take from the guests that are measured, which need every processor.
 */
final class WarmUp {
    private static final int ROUNDS = 4;
    private static final int MACHINES = 100;
    private static final String FLAVOR = "warm";

    private static boolean done;

    private WarmUp() {}

    /** Warms this JVM up, if it is not, with a database in a directory of its own, which must not be there. */
    static synchronized void run(Path directory) throws IOException {
        if (done) {
            return;
        }
        done = true;
        Files.createDirectory(directory);
        try (Iaas iaas = Iaas.builder()
                .repositories(MyBatisRepositories.sqlite(directory.resolve("iaas.db")))
                .hypervisor(SimulatedHypervisor.create())
                .build()) {
            iaas.flavors().create(new Flavor(FLAVOR, 1, 16, 0));
            Image image = iaas.images()
                    .importImage(ImageSpec.disk("disk", new ByteArrayInputStream(new byte[1 << 16])))
                    .await();
            for (int round = 0; round < ROUNDS; round++) {
                round(iaas, image);
            }
        }
    }

    private static void round(Iaas iaas, Image image) {
        List<Vm> vms = IntStream.range(0, MACHINES)
                .mapToObj(i -> iaas.compute()
                        .create(VmSpec.named("vm-" + i)
                                .image(image)
                                .flavor(FLAVOR)
                                .build()))
                .toList()
                .stream()
                .map(Operation::await)
                .toList();
        vms.stream().map(vm -> iaas.compute().delete(vm.id())).toList().forEach(Operation::await);
    }
}
