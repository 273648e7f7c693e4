/** Hosts that run virtual machines, and what is wrong with them. */
@NullMarked
package io.iaas.host;

import org.jspecify.annotations.NullMarked;
