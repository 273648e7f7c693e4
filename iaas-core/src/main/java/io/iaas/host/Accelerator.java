package io.iaas.host;

/** What executes a guest's instructions. */
public enum Accelerator {
    /** The processor itself, through the kernel's KVM. */
    KVM,
    /** QEMU's translator, many times slower. */
    TCG,
    /** Nothing: the simulated hypervisor and test drivers run no guest. */
    NONE
}
