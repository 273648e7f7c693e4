package io.iaas.libvirt;

/** Which accelerator a host's guests run with. */
public enum AcceleratorSetting {
    /** KVM where a tiny guest proves once that it works, else QEMU's translator. */
    AUTO,
    /** The processor itself; unproven. */
    KVM,
    /** QEMU's translator. */
    TCG
}
