/** Micro-benchmarks of what the driver keeps to itself. */
@NullMarked
package io.iaas.libvirt;

import org.jspecify.annotations.NullMarked;
