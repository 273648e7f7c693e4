/** Where the library takes its time from. */
@NullMarked
package io.iaas.spi.time;

import org.jspecify.annotations.NullMarked;
