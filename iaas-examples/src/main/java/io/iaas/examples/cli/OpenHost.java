package io.iaas.examples.cli;

import io.iaas.spi.hypervisor.Hypervisor;

/**
 * A host for one command.
 *
 * @param hypervisor what the library works with, and closes
 * @param lock what to close after it
 */
record OpenHost(Hypervisor hypervisor, Lock lock) {
    /** What keeps other processes from changing the host. */
    @FunctionalInterface
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    /** Returns a host that takes care of several processes itself. */
    static OpenHost shared(Hypervisor hypervisor) {
        return new OpenHost(hypervisor, () -> {});
    }
}
