/** What a hypervisor driver implements, one interface for each capability. */
@NullMarked
package io.iaas.spi.hypervisor;

import org.jspecify.annotations.NullMarked;
