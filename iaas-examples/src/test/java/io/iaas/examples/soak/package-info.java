/** A soak: random operations for a long time, by processes that are killed again and again. */
@NullMarked
package io.iaas.examples.soak;

import org.jspecify.annotations.NullMarked;
