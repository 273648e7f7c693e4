/** Deletes a project with all that it holds. */
@NullMarked
package io.iaas.internal.cascade;

import org.jspecify.annotations.NullMarked;
