/** The entry to the library: {@link io.iaas.Iaas}. */
@NullMarked
package io.iaas;

import org.jspecify.annotations.NullMarked;
