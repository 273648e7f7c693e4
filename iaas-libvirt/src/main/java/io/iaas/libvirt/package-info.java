/** Hypervisor driver for KVM/QEMU that speaks to libvirt. */
@NullMarked
package io.iaas.libvirt;

import org.jspecify.annotations.NullMarked;
