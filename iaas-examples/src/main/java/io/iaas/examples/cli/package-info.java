/** The command line: a thin layer of words over the library's API. */
@NullMarked
package io.iaas.examples.cli;

import org.jspecify.annotations.NullMarked;
