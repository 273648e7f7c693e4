/** A simulated host that outlives processes, for the command line and for tests that kill them. */
@NullMarked
package io.iaas.examples.simulation;

import org.jspecify.annotations.NullMarked;
