package io.iaas.examples;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.error.ErrorCode;
import io.iaas.memory.Fault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several machines at once, some of which fail. Every create is submitted before the first is waited for; a failed one
 * leaves nothing of itself and does not disturb the others.
 */
final class ParallelCreates {
    private ParallelCreates() {}

    /** Creates four machines on a simulated host that refuses to start one of them. Argument: a disk image. */
    public static void main(String[] args) {
        SimulatedHypervisor hypervisor = SimulatedHypervisor.create();
        hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HOST_EXHAUSTED));
        try (Iaas iaas = Iaas.builder().hypervisor(hypervisor).build()) {
            iaas.images().importFile("any", Path.of(args[0])).await();
            Outcome outcome = create(iaas, "any", "tiny", List.of("one", "two", "three", "four"));
            outcome.created().forEach(vm -> System.out.println(vm.name() + " is " + vm.state()));
            outcome.failed().forEach((name, failure) -> System.out.println(name + " failed: " + failure.code()));
        }
    }

    /** What became of the creates: the machines that are there, and why the others are not. */
    record Outcome(List<Vm> created, Map<String, OperationFailedException> failed) {}

    static Outcome create(Iaas iaas, String image, String flavor, List<String> names) {
        Map<String, Operation<Vm>> creates = new LinkedHashMap<>();
        for (String name : names) {
            creates.put(
                    name,
                    iaas.compute()
                            .create(VmSpec.named(name)
                                    .image(image)
                                    .flavor(flavor)
                                    .build()));
        }
        List<Vm> created = new ArrayList<>();
        Map<String, OperationFailedException> failed = new LinkedHashMap<>();
        creates.forEach((name, create) -> {
            try {
                created.add(create.await());
            } catch (OperationFailedException e) {
                failed.put(name, e);
            }
        });
        return new Outcome(created, failed);
    }
}
