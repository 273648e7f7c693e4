/** Typed errors: an unchecked root with a stable code, a category and a retry hint. */
@NullMarked
package io.iaas.error;

import org.jspecify.annotations.NullMarked;
