/** The whole library on real hosts: SQLite, libvirt, QEMU and guests that boot. */
@NullMarked
package io.iaas.examples.system;

import org.jspecify.annotations.NullMarked;
