package io.iaas.libvirt;

import io.iaas.host.Accelerator;

/** What libvirt calls the type of a domain. */
enum Virtualization {
    KVM("kvm", Accelerator.KVM),
    TCG("qemu", Accelerator.TCG),
    TEST("test", Accelerator.NONE);

    private final String type;
    private final Accelerator accelerator;

    Virtualization(String type, Accelerator accelerator) {
        this.type = type;
        this.accelerator = accelerator;
    }

    String type() {
        return type;
    }

    Accelerator accelerator() {
        return accelerator;
    }
}
