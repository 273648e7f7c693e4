/** Metrics of the library itself, in Micrometer's registries. */
@NullMarked
package io.iaas.micrometer;

import org.jspecify.annotations.NullMarked;
