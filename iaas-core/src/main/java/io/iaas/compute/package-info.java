/** Virtual machines and their sizes. */
@NullMarked
package io.iaas.compute;

import org.jspecify.annotations.NullMarked;
