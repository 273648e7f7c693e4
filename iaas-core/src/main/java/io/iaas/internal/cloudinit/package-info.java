/** The NoCloud seed: what a new guest is told by cloud-init, written as a small ISO 9660 image. */
@NullMarked
package io.iaas.internal.cloudinit;

import org.jspecify.annotations.NullMarked;
