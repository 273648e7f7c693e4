package io.iaas.examples;

import io.iaas.Iaas;
import io.iaas.compute.ComputeService;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ErrorCode;
import io.iaas.operation.OperationFailedException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A create that is done when the guest can be used: it has an address and answers on its SSH port, or says on its
 * serial console that it is ready. Arguments: a libvirt URI or {@code simulated}, and an image.
 */
final class CustomWait {
    private static final WaitCondition USABLE =
            WaitCondition.address().and(WaitCondition.port(22)).or(WaitCondition.console("(?i)ready|login:"));

    private CustomWait() {}

    public static void main(String[] args) {
        try (Iaas iaas = Iaas.builder().hypervisor(Hosts.named(args[0])).build()) {
            iaas.images().importFile("image", Path.of(args[1])).await();
            try {
                Vm vm = create(iaas.compute(), Wait.until(USABLE, Duration.ofMinutes(2)));
                System.out.println("usable: " + vm.name());
                iaas.compute().delete(vm.id()).await();
            } finally {
                iaas.images().delete(iaas.images().get("image").id()).await();
            }
        }
    }

    /** Creates a machine and keeps it when it is late: the caller looks at it, and then decides. */
    static Vm create(ComputeService compute, Wait wait) {
        VmSpec spec = VmSpec.named("patient")
                .image("image")
                .flavor("small")
                .waitFor(wait.keepOnTimeout())
                .build();
        try {
            return compute.create(spec).await();
        } catch (OperationFailedException e) {
            if (e.code() != ErrorCode.WAIT_TIMEOUT) {
                throw e;
            }
            System.out.println("late: " + e.evidence().message());
            return compute.get("patient");
        }
    }
}
