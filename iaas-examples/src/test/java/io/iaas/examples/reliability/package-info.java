/** Proof that operations survive: processes that are killed at every point, and a checker that shares no code with them. */
@NullMarked
package io.iaas.examples.reliability;

import org.jspecify.annotations.NullMarked;
