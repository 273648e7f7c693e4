/** The entry point to the library: one facade that a host application builds and closes. */
@NullMarked
package io.iaas;

import org.jspecify.annotations.NullMarked;
