package io.iaas.examples;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.image.Image;
import io.iaas.operation.Operation;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import java.nio.file.Path;
import java.time.Duration;

/** The whole life of a machine in fifteen lines. Arguments: a libvirt URI or {@code simulated}, an image, a database. */
final class CreateMachine {
    private CreateMachine() {}

    public static void main(String[] args) {
        try (Iaas iaas = Iaas.builder()
                .repositories(MyBatisRepositories.sqlite(Path.of(args[2])))
                .hypervisor(Hosts.named(args[0]))
                .build()) {
            Image image =
                    iaas.images().importFile("debian-12", Path.of(args[1])).await();
            Operation<Vm> create = iaas.compute()
                    .create(VmSpec.named("web").image(image).flavor("small").build());
            create.onProgress(System.out::println);
            Vm vm = create.await(Duration.ofMinutes(2));
            System.out.println(vm.name() + " is " + vm.state());
            iaas.compute().delete(vm.id()).await();
            iaas.images().delete(image.id()).await();
        }
    }
}
