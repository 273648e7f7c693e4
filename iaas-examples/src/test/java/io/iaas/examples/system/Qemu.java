package io.iaas.examples.system;

import io.iaas.compute.VmId;
import io.iaas.spi.hypervisor.DomainRef;

/**
 * The process that a guest runs in.
 *
 * @param process the process
 */
record Qemu(ProcessHandle process) {
    static Qemu of(DomainRef domain) {
        return of(domain.vmId());
    }

    /** Finds it by the machine's id, which is in the name of its domain and so in its command line. */
    static Qemu of(VmId vm) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("qemu-system")
                                && line.contains("guest=iaas-")
                                && line.contains(vm.toString()))
                        .isPresent())
                .findFirst()
                .map(Qemu::new)
                .orElseThrow(() -> new IllegalStateException("no QEMU process runs VM " + vm));
    }

    /** Stops its time, so that it answers nobody. */
    void freeze() {
        PrivateDaemon.signal("STOP", process.pid());
    }

    /** Ends it as the kernel does when memory runs out. */
    void kill() {
        if (!process.destroyForcibly()) {
            throw new IllegalStateException("process " + process.pid() + " cannot be killed");
        }
    }
}
