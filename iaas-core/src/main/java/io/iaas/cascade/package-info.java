/** Deletes things with all that they hold. */
@NullMarked
package io.iaas.cascade;

import org.jspecify.annotations.NullMarked;
