/** The contract tests on the libvirt driver. */
@NullMarked
package io.iaas.testkit.libvirt;

import org.jspecify.annotations.NullMarked;
