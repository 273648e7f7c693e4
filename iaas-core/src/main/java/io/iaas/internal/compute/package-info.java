/** The services of virtual machines, and the steps of their operations. */
@NullMarked
package io.iaas.internal.compute;

import org.jspecify.annotations.NullMarked;
