/** Runnable examples and the command line. */
@NullMarked
package io.iaas.examples;

import org.jspecify.annotations.NullMarked;
