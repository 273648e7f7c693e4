/** Tests of the driver, and what they share. */
@NullMarked
package io.iaas.libvirt;

import org.jspecify.annotations.NullMarked;
