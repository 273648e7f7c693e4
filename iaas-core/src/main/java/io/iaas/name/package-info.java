/** The form of names. */
@NullMarked
package io.iaas.name;

import org.jspecify.annotations.NullMarked;
