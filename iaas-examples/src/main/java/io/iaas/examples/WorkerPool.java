package io.iaas.examples;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.operation.Operation;
import io.iaas.page.PageRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A piece of a host application: keeps as many worker machines as there is work for. Its test needs no hypervisor. */
final class WorkerPool {
    private static final String ROLE = "role";
    private static final String WORKER = "worker";

    private final Iaas iaas;
    private final String image;

    WorkerPool(Iaas iaas, String image) {
        this.iaas = iaas;
        this.image = image;
    }

    /** Creates the missing machines, or deletes the newest ones, all at once; fails when one of them fails. */
    void scaleTo(int wanted) {
        List<Vm> present = workers();
        List<Operation<Vm>> creates = IntStream.range(present.size(), wanted)
                .mapToObj(i -> iaas.compute().create(worker()))
                .toList();
        List<Operation<VmId>> deletes = present.stream()
                .skip(wanted)
                .map(vm -> iaas.compute().delete(vm.id()))
                .toList();
        creates.forEach(Operation::await);
        deletes.forEach(Operation::await);
    }

    /** Returns the machines, the oldest first. */
    List<Vm> workers() {
        return iaas.compute()
                .list(VmQuery.all().withLabel(ROLE, WORKER), PageRequest.first(PageRequest.MAX_LIMIT))
                .items();
    }

    private VmSpec worker() {
        return VmSpec.named("worker-" + UUID.randomUUID())
                .image(image)
                .flavor("tiny")
                .label(ROLE, WORKER)
                .build();
    }
}
