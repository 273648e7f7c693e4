/** The benchmark: each row measures the library beside what it is compared with, in the same run. */
@NullMarked
package io.iaas.examples.bench;

import org.jspecify.annotations.NullMarked;
