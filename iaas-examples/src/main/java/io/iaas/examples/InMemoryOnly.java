package io.iaas.examples;

import io.iaas.Iaas;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.compute.VmState;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.page.PageRequest;
import java.nio.file.Path;

/** No database, no hypervisor: everything lives in this process and ends with it. Argument: a disk image. */
final class InMemoryOnly {
    private InMemoryOnly() {}

    public static void main(String[] args) {
        try (Iaas iaas = Iaas.builder().hypervisor(SimulatedHypervisor.create()).build()) {
            iaas.images().importFile("any", Path.of(args[0])).await();
            for (String name : new String[] {"one", "two", "three"}) {
                iaas.compute()
                        .create(VmSpec.named(name)
                                .image("any")
                                .flavor("tiny")
                                .label("tier", "test")
                                .build())
                        .await();
            }
            VmQuery running = VmQuery.all().withLabel("tier", "test").inState(VmState.RUNNING);
            iaas.compute()
                    .list(running, PageRequest.first(10))
                    .items()
                    .forEach(vm -> System.out.println(vm.name() + " " + vm.state()));
        }
    }
}
